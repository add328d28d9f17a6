import { drawPerson } from '../../core/index.ts';

/** A code of the national terminologies (NOS) and its label. */
export interface Coded {
  code: string;
  libelle: string;
}

/** An MSS mailbox of a professional, as the extraction of mailboxes publishes it. */
export interface Mailbox {
  adresse: string;
  /** `PER`: his own; `ORG`: of his structure. The extraction has no other type. */
  type: 'PER' | 'ORG';
  /** He accepts to receive documents in digital form only. */
  dematerialisation: boolean;
}

/** Where a professional works. */
export interface WorkPlace {
  /** Technical id: `R` and digits where the RPPS gave it, `F` and the FINESS number otherwise. */
  id: string;
  raisonSociale: string;
  finess?: string;
  secteur: Coded;
  numeroVoie: string;
  typeVoie: Coded;
  voie: string;
  codePostal: string;
  /** Its code is that of the INSEE. */
  commune: Coded;
  telephone: string;
}

/** A fictitious professional of the directory. */
export interface Professional {
  /** 11 digits. */
  rpps: string;
  civilite: 'M' | 'MME';
  nom: string;
  prenom: string;
  profession: Coded;
  savoirFaire?: Coded;
  /** Self-employed or salaried. */
  mode: 'L' | 'S';
  structure: WorkPlace;
  mailboxes: readonly Mailbox[];
  /** False: he stopped, and is in the extractions no more. */
  actif?: boolean;
}

const physician = { code: '10', libelle: 'Médecin' };
const generalPractice = { code: 'SM54', libelle: 'Médecine générale' };

// Codes of the NOS: TRE_G15 and TRE_R38.
const professions: ReadonlyArray<Pick<Professional, 'profession' | 'savoirFaire'>> = [
  { profession: physician, savoirFaire: generalPractice },
  { profession: physician, savoirFaire: { code: 'SM04', libelle: 'Cardiologie et maladies vasculaires' } },
  { profession: { code: '60', libelle: 'Infirmier' } },
  { profession: { code: '21', libelle: 'Pharmacien' } },
  { profession: { code: '70', libelle: 'Masseur-Kinésithérapeute' } },
  { profession: { code: '50', libelle: 'Sage-Femme' } },
];

const communes: ReadonlyArray<{ codePostal: string; commune: Coded }> = [
  { codePostal: '63000', commune: { code: '63113', libelle: 'CLERMONT-FERRAND' } },
  { codePostal: '63200', commune: { code: '63300', libelle: 'RIOM' } },
  { codePostal: '63500', commune: { code: '63178', libelle: 'ISSOIRE' } },
  { codePostal: '63300', commune: { code: '63430', libelle: 'THIERS' } },
];

const street = { code: 'RUE', libelle: 'Rue' };

/** The physician of the bench, in the directory too: the product keeps his record up to date from it (ANN/va1.02). */
export function benchPhysician(domain: string): Professional {
  return {
    rpps: '99900000017',
    civilite: 'MME',
    nom: 'TÉMOIN',
    prenom: 'ALIX',
    profession: physician,
    savoirFaire: generalPractice,
    mode: 'L',
    structure: {
      id: 'F630000018',
      raisonSociale: 'CABINET TEST PROBANT',
      finess: '630000018',
      secteur: { code: 'SA07', libelle: 'Cabinet individuel' },
      numeroVoie: '1',
      typeVoie: street,
      voie: 'DU BANC D ESSAI',
      ...place(0),
      telephone: '0465710001',
    },
    mailboxes: [{ adresse: `alix.temoin@${domain}`, type: 'PER', dematerialisation: true }],
  };
}

/**
 * Draws the `index`-th professional of a seed, from 0. His name bears TEST, his number is of the range of test cards
 * (8999…), and his telephone of the numbers kept for fiction (04 65 71). One in five has no mailbox, one in seven two.
 */
export function drawProfessional(seed: string, index: number, domain: string): Professional {
  const { nomNaissance, prenom, sexe } = drawPerson({ seed }, 'annuaire', index);
  const group = { code: 'SA08', libelle: 'Cabinet de groupe' };
  return {
    rpps: withKey(`99900${String(index + 101).padStart(5, '0')}`),
    civilite: sexe === 'M' ? 'M' : 'MME',
    nom: nomNaissance,
    prenom,
    ...pick(professions, index),
    mode: index % 4 === 3 ? 'S' : 'L',
    structure: {
      id: `R99900000${String(index + 101).padStart(6, '0')}`,
      raisonSociale: `CABINET TEST ${nomNaissance}`,
      secteur: group,
      numeroVoie: String(index + 1),
      typeVoie: street,
      voie: 'DES ESSAIS',
      ...place(index),
      telephone: `046571${String(index + 1001)}`,
    },
    mailboxes: mailboxes(index, `${prenom}.${nomNaissance}`.toLowerCase().replaceAll(/[^a-z.]/g, '-'), domain),
  };
}

function mailboxes(index: number, name: string, domain: string): Mailbox[] {
  if (index % 5 === 4) return [];
  const own: Mailbox = { adresse: `${name}@${domain}`, type: 'PER', dematerialisation: index % 3 !== 2 };
  const shared: Mailbox = { adresse: `secretariat.${index + 1}@${domain}`, type: 'ORG', dematerialisation: true };
  return index % 7 === 6 ? [own, shared] : [own];
}

function place(index: number): { codePostal: string; commune: Coded } {
  return pick(communes, index);
}

/** An RPPS number ends with the Luhn key of its ten first digits. */
function withKey(digits: string): string {
  const doubled = [...digits].reverse().map((digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 2 : 1);
    return value > 9 ? value - 9 : value;
  });
  const sum = doubled.reduce((total, value) => total + value, 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

function pick<T>(values: readonly T[], index: number): T {
  return values[index % values.length] as T;
}
