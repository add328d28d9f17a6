import type { Correspondent } from '../../core/index.ts';
import type { Professional } from '../../mocks/index.ts';
import type { ProbantWorld } from '../runtime/index.ts';

/** What the directory says of a professional, at one time; drawn from the run. */
export type Directed = Pick<Professional, 'rpps' | 'nom' | 'prenom'> & {
  commune: (typeof communes)[number];
  /** MSSanté address; null when he has none. */
  adresse: string | null;
  actif: boolean;
};

// Codes of the INSEE.
const communes = [
  { code: '63113', libelle: 'CLERMONT-FERRAND', codePostal: '63000' },
  { code: '63300', libelle: 'RIOM', codePostal: '63200' },
  { code: '63178', libelle: 'ISSOIRE', codePostal: '63500' },
  { code: '63430', libelle: 'THIERS', codePostal: '63300' },
] as const;

/** A professional drawn for the scenario; each draw is another one. */
export function drawDirected(world: ProbantWorld): Directed {
  const { rpps, nom, prenom, adresse } = world.drawCorrespondent();
  return { rpps, nom, prenom, adresse, commune: communeOf(rpps), actif: true };
}

/** The same professional, who has moved: his town is another, and his address is drawn anew. */
export function moved(world: ProbantWorld, one: Directed): Directed {
  const { adresse, rpps } = world.drawCorrespondent();
  const others = communes.filter((commune) => commune !== one.commune);
  return { ...one, adresse, commune: others[Number(rpps) % others.length] ?? one.commune };
}

/** Has the mocked directory say so. */
export function publish(world: ProbantWorld, one: Directed): void {
  const { rpps, nom, prenom, commune, adresse, actif } = one;
  const { code, libelle, codePostal } = commune;
  const professional: Professional = {
    rpps,
    nom,
    prenom,
    actif,
    civilite: 'MME',
    profession: { code: '10', libelle: 'Médecin' },
    savoirFaire: { code: 'SM54', libelle: 'Médecine générale' },
    mode: 'L',
    structure: {
      id: `R${rpps}0`,
      raisonSociale: `CABINET TEST ${nom}`,
      secteur: { code: 'SA07', libelle: 'Cabinet individuel' },
      numeroVoie: '1',
      typeVoie: { code: 'RUE', libelle: 'Rue' },
      voie: 'DES ESSAIS',
      codePostal,
      commune: { code, libelle },
      telephone: '0465710001',
    },
    mailboxes: adresse === null ? [] : [{ adresse, type: 'PER', dematerialisation: true }],
  };
  world.controls.annuaire.publish([professional]);
}

/** Has the mocked directory know a correspondent of the scenario, who practises still or no more. */
export function publishPractitioner(world: ProbantWorld, { rpps, nom, prenom }: Correspondent, actif = true): void {
  publish(world, { rpps, nom, prenom, adresse: null, commune: communeOf(rpps), actif });
}

/** A town, drawn with the number. */
export function communeOf(rpps: string): (typeof communes)[number] {
  return communes[Number(rpps) % communes.length] ?? communes[0];
}
