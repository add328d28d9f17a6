import type { Identity } from '../../core/index.ts';
import type { DocumentStatus } from './namespaces.ts';

/** What the DMP says of a professional's authorisation (facts, DMP §4.1). */
export type DmpAuthorisation = 'VALIDE' | 'EXPIRE' | 'INTERDIT' | 'NON_EXISTE';

/** A patient, as the DMP knows him. */
export interface DmpPatient
  extends Pick<Identity, 'matricule' | 'cle' | 'oid' | 'nomNaissance' | 'prenom' | 'sexe' | 'dateNaissance'> {
  nomUtilise?: string;
  etat: 'actif' | 'ferme' | 'inexistant';
  /** Of every professional, until one of them changes his own (TD0.3). */
  autorisation: DmpAuthorisation;
  /** PS_IdNat of the treating physician that the DMP knows. */
  medecinTraitant?: string;
  /** Attached to Mon espace santé; true unless said. */
  rattachementEns?: boolean;
  /** Internet account open; not said when absent. */
  compteInternet?: boolean;
  oppositions?: { brisDeGlace?: boolean; accesUrgence?: boolean };
  /** Whose patient it is: a reset of that owner forgets him and his documents. */
  owner?: string;
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
  /** Puts a document of another professional in the DMP of a declared patient. Returns its entryUUID. */
  deposit(document: DmpDocument): string;
  /** The documents of a patient, in the order of their arrival, each version of their metadata. */
  documents(matricule: string): DmpDocumentView[];
  /** The authorisation of a professional (PS_IdNat) for a patient. */
  authorisation(matricule: string, professional: string): DmpAuthorisation | undefined;
  /** Forgets the patients and documents of an owner, or all of them. */
  reset(owner?: string): void;
}
