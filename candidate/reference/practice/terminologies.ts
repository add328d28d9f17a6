import type { VerbArgs, VerbResult } from '../../contract/index.ts';
import type { DefectSet } from '../defects.ts';

/** Name of a terminology. */
export type Terminology = VerbArgs<'chercherNomenclature'>['nomenclature'];

type Term = VerbResult<'chercherNomenclature'>['propositions'][number];

// A dozen entries each, for the demonstration: codes and what they mean, as their publishers (OMS, WONCA, Regenstrief
// Institute, Assurance Maladie) give them. A real product loads the whole of them.
const entries: Readonly<Record<Terminology, Readonly<Record<string, string>>>> = {
  'CIM-10': {
    E11: 'Diabète sucré de type 2',
    E66: 'Obésité',
    F32: 'Épisodes dépressifs',
    G43: 'Migraine',
    H66: 'Otite moyenne suppurée et sans précision',
    I10: 'Hypertension essentielle (primitive)',
    I48: 'Fibrillation et flutter auriculaires',
    I50: 'Insuffisance cardiaque',
    J03: 'Amygdalite aiguë',
    J45: 'Asthme',
    K21: 'Reflux gastro-œsophagien',
    M54: 'Dorsalgies',
    N30: 'Cystite',
  },
  'CISP-2': {
    A03: 'Fièvre',
    H71: 'Otite moyenne aiguë, myringite',
    K86: 'Hypertension non compliquée',
    L03: 'Symptôme ou plainte des lombes',
    N01: 'Mal de tête',
    P76: 'Dépression',
    R05: 'Toux',
    R74: 'Infection aiguë des voies respiratoires supérieures',
    R96: 'Asthme',
    S87: 'Dermatite atopique, eczéma',
    T90: 'Diabète non insulino-dépendant',
    U71: 'Cystite, autre infection urinaire',
  },
  LOINC: {
    '718-7': 'Hémoglobine [Masse/Volume] Sang',
    '777-3': 'Plaquettes [Nombre/Volume] Sang',
    '1742-6': 'Alanine aminotransférase (ALAT) Sérum/Plasma',
    '1988-5': 'Protéine C réactive (CRP) Sérum/Plasma',
    '2093-3': 'Cholestérol total Sérum/Plasma',
    '2160-0': 'Créatinine Sérum/Plasma',
    '2276-4': 'Ferritine Sérum/Plasma',
    '2345-7': 'Glucose Sérum/Plasma',
    '2823-3': 'Potassium Sérum/Plasma',
    '2951-2': 'Sodium Sérum/Plasma',
    '3016-3': 'Thyréostimuline (TSH) Sérum/Plasma',
    '4548-4': 'Hémoglobine A1c/Hémoglobine totale Sang',
    '6690-2': 'Leucocytes [Nombre/Volume] Sang',
  },
  CCAM: {
    DEQP003: 'Électrocardiographie sur au moins 12 dérivations',
    DZQM006: 'Échographie-doppler transthoracique du cœur et des vaisseaux intrathoraciques',
    HHFA001: 'Appendicectomie, par abord de la fosse iliaque',
    HHFA011: 'Appendicectomie, par cœlioscopie ou par laparotomie avec préparation par cœlioscopie',
    HHQE005: 'Coloscopie totale avec visualisation du bas-fond cæcal',
    HMFC004: 'Cholécystectomie, par cœlioscopie',
    JKHD001: 'Prélèvement cervicovaginal',
    NEKA020: 'Remplacement de l’articulation coxofémorale par prothèse totale',
    PAQK007: 'Ostéodensitométrie [absorptiométrie osseuse] sur 2 sites, par méthode biphotonique',
    QEQK001: 'Mammographie bilatérale',
    QEQK005: 'Mammographie unilatérale',
    ZBQK002: 'Radiographie du thorax',
  },
  ATC: {
    A02BC01: 'Oméprazole',
    A10BA02: 'Metformine',
    B01AC06: 'Acide acétylsalicylique',
    C07AB07: 'Bisoprolol',
    C09AA05: 'Ramipril',
    C10AA05: 'Atorvastatine',
    H03AA01: 'Lévothyroxine sodique',
    J01CA04: 'Amoxicilline',
    M01AE01: 'Ibuprofène',
    N02BE01: 'Paracétamol',
    N06AB03: 'Fluoxétine',
    R03AC02: 'Salbutamol',
  },
};

/** Names of the terminologies. */
export const terminologies = Object.keys(entries) as Terminology[];

/** Terms whose code, or a word of whose label, begins as typed; accents and case aside (ERGO/va1.01, va1.02). */
export function propose(nomenclature: Terminology, debut: string, planted: DefectSet): Term[] {
  if (debut.trim() === '' || planted.has('nomenclatures-vides')) return [];
  const known = entries[planted.has('nomenclature-toujours-cim-10') ? 'CIM-10' : nomenclature];
  const plain = planted.has('autocompletion-accents-exacts') ? lower : bare;
  return Object.entries(known)
    .filter(([code, libelle]) => planted.has('autocompletion-sans-filtre') || begins({ code, libelle }, debut, plain))
    .filter(([code, libelle]) => !planted.has('autocompletion-mot-entier') || isWhole({ code, libelle }, debut, plain))
    .map(([code, libelle]) => ({ code, libelle: planted.has('nomenclature-sans-libelle') ? '' : libelle }));
}

function begins({ code, libelle }: Term, debut: string, plain: (text: string) => string): boolean {
  const typed = plain(debut.trim());
  return plain(code).startsWith(typed) || ` ${plain(libelle)}`.replaceAll(/['’([-]/g, ' ').includes(` ${typed}`);
}

/** What a product looks for that waits for the whole word. */
function isWhole({ code, libelle }: Term, debut: string, plain: (text: string) => string): boolean {
  return [plain(code), ...plain(libelle).split(/[ ,]/)].includes(plain(debut));
}

function lower(text: string): string {
  return text.toLowerCase();
}

function bare(text: string): string {
  const letters = text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '');
  return letters.replaceAll('œ', 'oe').replaceAll('æ', 'ae');
}
