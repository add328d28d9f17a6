import type { Attribut, Saisie, Statut } from '../contract/index.ts';
import type { Professional } from './documents/organisation.ts';
import type { PscSession } from './psc/psc-session.ts';

/** Names of the traits of an identity. */
export type TraitName = keyof Saisie;

/** Traits of an identity; null when not filled in. */
export type Traits = Record<TraitName, string | null>;

/** The five strict traits, and the list of first names that goes with the first (RNIV). */
export const strictTraits = ['nomNaissance', 'prenom', 'prenoms', 'sexe', 'dateNaissance', 'lieuNaissance'] as const;
/** Strict traits that a creation must have (INS/va1.21). */
export const requiredTraits = ['nomNaissance', 'prenom', 'sexe', 'dateNaissance', 'lieuNaissance'] as const;
/** Traits that stay editable whatever the status (INS/va1.48). */
export const complementaryTraits = ['nomUtilise', 'prenomUtilise', 'telephone'] as const;
/** Every trait, in the order of the screens. */
export const traitNames: readonly TraitName[] = [...strictTraits, ...complementaryTraits];

/** Labels of the fields, as the screens show them. */
export const labels: Record<string, string> = {
  nomNaissance: 'Nom de naissance',
  prenom: 'Premier prénom de naissance',
  prenoms: 'Prénoms de naissance',
  sexe: 'Sexe',
  dateNaissance: 'Date de naissance',
  lieuNaissance: 'Lieu de naissance (COG)',
  nomUtilise: 'Nom utilisé',
  prenomUtilise: 'Prénom utilisé',
  telephone: 'Téléphone',
  statut: 'statut',
  attributs: 'attributs',
  justificatif: 'justificatif d’identité',
  matricule: 'Matricule INS',
  oid: 'OID du matricule',
  historiqueIns: 'matricules historiques',
};

/** Label of a field. */
export function labelOf(field: string): string {
  return labels[field] ?? field;
}

/** Labels of the statuses (RNIV). */
export const statusLabels: Record<Statut, string> = {
  PROV: 'provisoire',
  RECUP: 'récupérée',
  VALI: 'validée',
  QUAL: 'qualifiée',
};

/** Identity documents that the practice accepts (FR Core, mode of validation). */
export const documentLabels = {
  CN: 'Carte nationale d’identité',
  PA: 'Passeport',
  CS: 'Carte de séjour',
} as const;

/** Nature of the identity document that was checked. */
export type Justificatif = keyof typeof documentLabels;

/** A matricule as INSi returned it. */
export interface Matricule {
  /** 13 characters. */
  numero: string;
  /** 2 digits, exactly as returned; empty when INSi gave none. */
  cle: string;
  oid: string;
}

/** A former matricule, with its dates where INSi gave them. */
export interface FormerMatricule extends Matricule {
  debut: string | null;
  fin: string | null;
}

/** An identity of the practice. */
export interface Patient {
  readonly id: string;
  traits: Traits;
  statut: Statut;
  attributs: Attribut[];
  /** 13 characters and key; null when the identity has none, or when it was invalidated. */
  matricule: string | null;
  oid: string | null;
  justificatif: Justificatif | null;
  historiqueIns: FormerMatricule[];
}

/** A person who uses the software. */
export interface User {
  readonly profil: 'ordinaire' | 'autre_praticien' | 'superutilisateur' | 'sans_insi' | 'sans_ins';
  readonly nom: string;
  readonly fonction: string;
  /** Department of the structure. */
  readonly service: string;
  /** May call INSi (INS/va1.32). */
  readonly insi: boolean;
  /** May see the matricule and its OID (INS/va1.50). */
  readonly ins: boolean;
  /** May change locked traits (INS/va1.18). */
  readonly superUser: boolean;
  /** Account of the practice: the profile itself for those that come with the software. */
  readonly compte: string;
  /** 11 digits; absent of who is not a professional. */
  readonly rpps?: string;
  /** As the national services know him, where he joined the practice. */
  readonly professional?: Professional;
  /** Present while he is signed in by Pro Santé Connect. */
  readonly psc?: PscSession;
}

/** The users of the demonstration practice; their names are invented. */
export const users: readonly User[] = [
  {
    profil: 'ordinaire',
    compte: 'ordinaire',
    rpps: '99900000017',
    nom: 'Dr Alix TÉMOIN',
    fonction: 'Médecin généraliste',
    service: 'Médecine générale',
    insi: true,
    ins: true,
    superUser: false,
  },
  {
    profil: 'autre_praticien',
    compte: 'autre_praticien',
    rpps: '99900000041',
    nom: 'Dr Camille SECOND',
    fonction: 'Cardiologue',
    service: 'Cardiologie',
    insi: true,
    ins: true,
    superUser: false,
  },
  {
    profil: 'superutilisateur',
    compte: 'superutilisateur',
    nom: 'Robin RÉFÉRENT',
    fonction: 'Référent en identitovigilance (super-utilisateur)',
    service: 'Identitovigilance',
    insi: true,
    ins: true,
    superUser: true,
  },
  {
    profil: 'sans_insi',
    compte: 'sans_insi',
    nom: 'Charlie ACCUEIL',
    fonction: 'Secrétariat, sans droit INSi',
    service: 'Secrétariat',
    insi: false,
    ins: true,
    superUser: false,
  },
  {
    profil: 'sans_ins',
    compte: 'sans_ins',
    nom: 'Lou ACCÈS-RESTREINT',
    fonction: 'Accueil, sans accès à l’INS',
    service: 'Accueil',
    insi: false,
    ins: false,
    superUser: false,
  },
];

/** Nature of a matricule by its OID (FR Core; facts, INSi §1.8). */
export function natureOf(oid: string | null): string | null {
  if (oid === null) return null;
  const natures: Record<string, string> = {
    '1.2.250.1.213.1.4.8': 'NIR',
    '1.2.250.1.213.1.4.9': 'NIA',
    '1.2.250.1.213.1.4.10': 'NIR de test',
    '1.2.250.1.213.1.4.11': 'NIR de démonstration',
  };
  return natures[oid] ?? 'nature inconnue';
}
