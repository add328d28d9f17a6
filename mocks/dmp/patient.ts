import type { Identity } from '../../core/index.ts';
import type { DocumentStatus } from './namespaces.ts';

/** What the DMP says of a professional's authorisation (facts, DMP §4.1). */
export type DmpAuthorisation = 'VALIDE' | 'EXPIRE' | 'INTERDIT' | 'NON_EXISTE';

/** The authorisation of one professional, or of a structure, for a patient. */
export interface DmpProfessionalAuthorisation {
  /** PS_IdNat, or Struct_IdNat where the patient authorised a structure (facts, DMP §8, note 1). */
  id: string;
  etat: DmpAuthorisation;
  nom?: string;
  prenom?: string;
  /** Specialities as TD1.6 gives them: `G15_10/SM26`. */
  specialites?: ReadonlyArray<{ code: string; libelle: string }>;
  /** Where the professional was when he was authorised. */
  structure?: string;
  /** ISO 8601; the time of the declaration unless said. */
  debut?: string;
  derniereAction?: string;
}

/** A closing: the date, the reason's code and its text (facts, DMP §4.1, RG_0310). */
export interface DmpClosing {
  /** ISO 8601; the time of the declaration unless said. */
  date?: string;
  /** `FERMETURE_DEMANDE_PATIENT` unless said, the only code known. */
  motif?: string;
  raison?: string;
}

/** Administrative data that TD1.3a gives and TD1.3b changes. */
export interface DmpAdministrativeData {
  /** `M.` or `Mme` by the sex unless said. */
  civilite?: string;
  courriel?: string;
  /** Mobile and home telephone numbers. */
  mobile?: string;
  telephone?: string;
  adresse?: { lignes?: readonly string[]; codePostal?: string; ville?: string; pays?: string };
  /** COG code of the birthplace. */
  lieuNaissance?: string;
  decede?: boolean;
  /** Legal representatives: code of the link (`MTH`, `FTH`, `RESPRSN`…; facts, DMP §4.1). */
  representants?: ReadonlyArray<{ lien: string; nom: string; prenom: string; mobile?: string; courriel?: string }>;
}

/** A patient, as the DMP knows him. */
export interface DmpPatient
  extends Pick<Identity, 'matricule' | 'cle' | 'oid' | 'nomNaissance' | 'prenom' | 'sexe' | 'dateNaissance'>,
    DmpAdministrativeData {
  nomUtilise?: string;
  etat: 'actif' | 'ferme' | 'inexistant';
  /** How a closed DMP was closed. */
  fermeture?: DmpClosing;
  /** Of every professional, until one of them changes his own (TD0.3) or `autorisations` names him. */
  autorisation: DmpAuthorisation;
  /** Of professionals and structures by name. */
  autorisations?: readonly DmpProfessionalAuthorisation[];
  /** PS_IdNat of the treating physician that the DMP knows. */
  medecinTraitant?: string;
  /** Attached to Mon espace santé; true unless said. */
  rattachementEns?: boolean;
  /** Internet account open; not said when absent. */
  compteInternet?: boolean;
  oppositions?: { brisDeGlace?: boolean; accesUrgence?: boolean };
  /** Whether masked documents are shown in these ways of access (facts, DMP §8, note 7); not unless said. */
  accesMasques?: { brisDeGlace?: boolean; centre15?: boolean };
  /** A minor; by the date of birth unless said. */
  mineur?: boolean;
  /** Whose patient it is: a reset of that owner forgets him and his documents. */
  owner?: string;
}

/** A professional whom the DMP knows beyond what his VIHF says. */
export interface DmpProfessional {
  /** PS_IdNat. */
  id: string;
  nom: string;
  prenom: string;
  specialites?: ReadonlyArray<{ code: string; libelle: string }>;
  /** Struct_IdNat of the activities on his card; one that is not active is known and refused. */
  structures?: ReadonlyArray<{ id: string; active?: boolean }>;
  owner?: string;
}

/** A page of the web access that somebody opened (TD0.9, TD0.10). */
export interface DmpVisit {
  /** `DossierPatient`, `TableauDeBord`… */
  page: string;
  /** 13 characters; empty for a page of no patient. */
  matricule: string;
  /** PS_IdNat. */
  professionnel: string;
  transaction: 'TD0.9' | 'TD0.10';
  /** ISO 8601. */
  at: string;
}

/** A document put in the DMP by someone else than the product. */
export interface DmpDocument {
  /** Whose DMP: 13 characters. */
  matricule: string;
  /** OID, that of the CDA. */
  uniqueId: string;
  titre: string;
  /** What is retrieved; a CDA is `text/xml`. */
  contenu: Buffer;
  mimeType?: string;
  type: DmpCode;
  classe: DmpCode;
  format: DmpCode;
  /** `N` and the visibility codes, such as `MASQUE_PS`; `N` alone unless said. */
  confidentialites?: readonly string[];
  auteur: { id: string; nom: string; prenom: string; structure: string; nomStructure: string };
  /** ISO 8601. */
  creation: string;
  debutActe?: string;
}

/** A code, its nomenclature and its label. */
export interface DmpCode {
  code: string;
  oid: string;
  libelle: string;
}

/** A document as the registry holds it: one per version of its metadata. */
export interface DmpDocumentView {
  entryUuid: string;
  logicalId: string;
  version: number;
  uniqueId: string;
  statut: DocumentStatus;
  titre: string;
  confidentialites: string[];
  /** SHA-1, lower-case hexadecimal. */
  hash: string;
  size: number;
  contenu: Buffer;
}

/** Control of the mocked DMP. */
export interface DmpControl {
  /** Makes a patient known, or says anew what is known of him; his documents stay. */
  declare(patient: DmpPatient): void;
  /** Makes a professional known: his name in the lists, the structures of his card. */
  declareProfessional(professional: DmpProfessional): void;
  /** What the DMP now knows of a patient: what was declared, and what transactions changed of it. */
  patient(matricule: string): DmpPatient | undefined;
  /** Puts a document of another professional in the DMP of a declared patient. Returns its entryUUID. */
  deposit(document: DmpDocument): string;
  /** The documents of a patient, in the order of their arrival, each version of their metadata. */
  documents(matricule: string): DmpDocumentView[];
  /** The authorisation of a professional (PS_IdNat) for a patient. */
  authorisation(matricule: string, professional: string): DmpAuthorisation | undefined;
  /** Pages of the web access opened for a patient, in order; those of no patient for an empty matricule. */
  visits(matricule: string): DmpVisit[];
  /** Forgets the patients and documents of an owner, or all of them. */
  reset(owner?: string): void;
}

/** True for a patient who has legal representatives. @param majority age of majority, in years */
export function isMinor({ mineur, dateNaissance }: DmpPatient, now: number, majority: number): boolean {
  if (mineur !== undefined) return mineur;
  const [year = '0', ...day] = dateNaissance.split('-');
  return Date.parse([Number(year) + majority, ...day].join('-')) > now;
}
