import type { CareService, Coded, Equipment, Structure } from './model.ts';

/** A profession as the generator draws it. */
export interface Trade {
  profession: Coded;
  savoirFaire?: readonly Coded[];
  /** How many in a hundred professionals. */
  part: number;
  /** Kinds of structures where it is practised. */
  lieux: readonly Kind[];
}

/** Kinds of structures. */
export type Kind = 'hopital' | 'ehpad' | 'centre' | 'laboratoire' | 'officine' | 'maison' | 'groupe' | 'individuel';

const practices: readonly Kind[] = ['groupe', 'individuel', 'maison', 'groupe', 'individuel', 'centre', 'hopital'];

// Codes of the NOS: TRE_G15 and TRE_R38.
export const trades: readonly Trade[] = [
  {
    profession: { code: '10', libelle: 'Médecin' },
    savoirFaire: [
      { code: 'SM54', libelle: 'Médecine générale' },
      { code: 'SM54', libelle: 'Médecine générale' },
      { code: 'SM26', libelle: 'Qualifié en Médecine Générale' },
      { code: 'SM04', libelle: 'Cardiologie et maladies vasculaires' },
      { code: 'SM41', libelle: 'Pneumologie' },
      { code: 'SM40', libelle: 'Pédiatrie' },
      { code: 'SM38', libelle: 'Ophtalmologie' },
      { code: 'SM15', libelle: 'Dermatologie et vénéréologie' },
    ],
    part: 34,
    lieux: practices,
  },
  { profession: { code: '60', libelle: 'Infirmier' }, part: 24, lieux: [...practices, 'ehpad'] },
  {
    profession: { code: '21', libelle: 'Pharmacien' },
    part: 12,
    lieux: ['officine', 'officine', 'hopital', 'laboratoire'],
  },
  { profession: { code: '70', libelle: 'Masseur-Kinésithérapeute' }, part: 11, lieux: [...practices, 'ehpad'] },
  { profession: { code: '40', libelle: 'Chirurgien-Dentiste' }, part: 8, lieux: ['groupe', 'individuel', 'centre'] },
  { profession: { code: '50', libelle: 'Sage-Femme' }, part: 5, lieux: ['individuel', 'maison', 'hopital'] },
  { profession: { code: '91', libelle: 'Orthophoniste' }, part: 4, lieux: ['individuel', 'maison'] },
  { profession: { code: '80', libelle: 'Pédicure-Podologue' }, part: 2, lieux: ['individuel', 'maison'] },
];

/** What a kind of structure has in common. */
export interface Shape {
  secteur: Coded;
  /** Beginning of its name. */
  nom: string;
  categorie?: Coded;
  ape?: Coded;
}

const hospitalNaf = { code: '86.10Z', libelle: 'Activités hospitalières' };
const medicalNaf = { code: '86.23Z', libelle: 'Pratique dentaire' };
const labNaf = { code: '86.90B', libelle: "Laboratoires d'analyses médicales" };
const pharmacyNaf = { code: '47.73Z', libelle: 'Commerce de détail de produits pharmaceutiques' };
const residenceNaf = { code: '87.10A', libelle: 'Hébergement médicalisé pour personnes âgées' };

// Codes of the NOS: TRE_R02, TRE_R66, TRE_R75.
export const shapes: Readonly<Record<Kind, Shape>> = {
  hopital: {
    secteur: { code: 'SA01', libelle: 'Etablissement public de santé' },
    nom: 'CENTRE HOSPITALIER TEST',
    categorie: { code: '355', libelle: 'Centre Hospitalier (C.H.)' },
    ape: hospitalNaf,
  },
  ehpad: {
    secteur: { code: 'SA17', libelle: "Etablissement d'hébergement pour personnes âgées" },
    nom: 'EHPAD TEST',
    categorie: { code: '500', libelle: "Etablissement d'hébergement pour personnes âgées dépendantes" },
    ape: residenceNaf,
  },
  centre: {
    secteur: { code: 'SA05', libelle: 'Centre de santé' },
    nom: 'CENTRE DE SANTE TEST',
    categorie: { code: '124', libelle: 'Centre de Santé' },
    ape: medicalNaf,
  },
  laboratoire: {
    secteur: { code: 'SA25', libelle: "Laboratoire privé d'analyse de biologie médicale" },
    nom: 'LABORATOIRE TEST',
    categorie: { code: '611', libelle: 'Laboratoire de Biologie Médicale' },
    ape: labNaf,
  },
  officine: {
    secteur: { code: 'SA33', libelle: "Pharmacie d'officine" },
    nom: 'PHARMACIE TEST',
    categorie: { code: '620', libelle: "Pharmacie d'Officine" },
    ape: pharmacyNaf,
  },
  maison: {
    secteur: { code: 'SA08', libelle: 'Cabinet de groupe' },
    nom: 'MAISON DE SANTE TEST',
    categorie: { code: '603', libelle: 'Maison de santé' },
  },
  groupe: { secteur: { code: 'SA08', libelle: 'Cabinet de groupe' }, nom: 'CABINET DE GROUPE TEST' },
  individuel: { secteur: { code: 'SA07', libelle: 'Cabinet individuel' }, nom: 'CABINET TEST' },
};

/** Kinds of geographical structures, in the proportions of the generated directory. */
export const kinds: readonly Kind[] = [
  ...repeated('individuel', 8),
  ...repeated('groupe', 9),
  ...repeated('officine', 5),
  ...repeated('maison', 3),
  ...repeated('ehpad', 2),
  ...repeated('centre', 2),
  ...repeated('laboratoire', 2),
  'hopital',
];

/** A legal entity: TRE_R72, TRE_R75. */
export const legalEntity: Pick<Structure, 'secteur' | 'statutJuridique' | 'ape'> = {
  secteur: shapes.hopital.secteur,
  statutJuridique: { code: '13', libelle: "Etablissement Public Communal d'Hospitalisation" },
  ape: hospitalNaf,
};

/** Towns, by postcode; codes of the INSEE. */
export const communes: ReadonlyArray<{ codePostal: string; commune: Coded }> = [
  { codePostal: '63000', commune: { code: '63113', libelle: 'CLERMONT-FERRAND' } },
  { codePostal: '63200', commune: { code: '63300', libelle: 'RIOM' } },
  { codePostal: '63500', commune: { code: '63178', libelle: 'ISSOIRE' } },
  { codePostal: '63300', commune: { code: '63430', libelle: 'THIERS' } },
  { codePostal: '03200', commune: { code: '03310', libelle: 'VICHY' } },
  { codePostal: '15000', commune: { code: '15014', libelle: 'AURILLAC' } },
  { codePostal: '43000', commune: { code: '43157', libelle: 'LE PUY-EN-VELAY' } },
  { codePostal: '78000', commune: { code: '78646', libelle: 'VERSAILLES' } },
];

export const street: Coded = { code: 'RUE', libelle: 'Rue' };

// TRE_R21 as recorded (FON-05), and the sections of the register of pharmacists (TRE_R06).
export const salariedFunction: Coded = { code: 'FON-05', libelle: 'Salarié' };
export const sections: Readonly<Record<'L' | 'S', Coded>> = {
  L: { code: 'A', libelle: "Pharmacien titulaire d'officine" },
  S: { code: 'D', libelle: 'Pharmacien adjoint et autres exercices' },
};

// The code of scanners is documented (TRE_R272 05602); that of MRI is inferred.
export const equipments: ReadonlyArray<Pick<Equipment, 'type' | 'marque' | 'modele'>> = [
  {
    type: { code: '05602', libelle: 'Scanographe à utilisation médicale' },
    marque: 'TEST IMAGERIE',
    modele: 'TEST-CT 1',
  },
  {
    type: { code: '06201', libelle: 'Appareil d’IRM à utilisation clinique' },
    marque: 'TEST MAGNETIQUE',
    modele: 'TEST-IRM 2',
  },
];

// Documented: TRE_R276 07, TRE_R209 11, TRE_R274 01; the other codes are inferred.
export const services: ReadonlyArray<Omit<CareService, 'arhgos' | 'actif'>> = [
  {
    nature: 'soins',
    activite: { code: '01', libelle: 'Médecine' },
    modalite: { code: '00', libelle: 'Pas de modalité' },
    forme: { code: '01', libelle: 'Hospitalisation complète' },
  },
  {
    nature: 'soins',
    activite: { code: '02', libelle: 'Chirurgie' },
    modalite: { code: '00', libelle: 'Pas de modalité' },
    forme: { code: '07', libelle: 'Chirurgie ambulatoire' },
  },
  {
    nature: 'social',
    activite: { code: '924', libelle: 'Accueil pour Personnes Âgées' },
    forme: { code: '11', libelle: 'Hébergement complet internat' },
  },
];

function repeated(kind: Kind, times: number): Kind[] {
  return Array.from({ length: times }, () => kind);
}
