import type { Correspondent, Identity } from '../../core/index.ts';

/** A quantity; its unit is in UCUM. */
export interface Quantity {
  valeur: string;
  unite: string;
}

/** An interval of reference in one unit; a bound may be missing. */
export interface Interval {
  unite: string;
  bas?: string;
  haut?: string;
}

/** One result of a structured report of biology. */
export interface LabResult {
  /** LOINC. */
  code: string;
  libelle: string;
  /** The value, then the same in other units. */
  quantites: readonly [Quantity, ...Quantity[]];
  intervalles?: readonly Interval[];
  /** HL7 ObservationInterpretation; a report may leave it out. */
  interpretation?: 'N' | 'A' | 'AA' | 'H' | 'HH' | 'L' | 'LL';
}

/** A document that a correspondent sends: a letter (CDA R2 N1) or a report of biology (CDA R2 N3, CR-BIO). */
export interface SentDocument {
  titre: string;
  /** What its identifiers come from: same key, same set of versions. */
  cle: string;
  /** From 1; a later one replaces the one before (RPLC). 1 unless said. */
  version?: number;
  /** Last date of the document, to the second: `2026-03-02T09:15:00Z`. */
  date: string;
  /** Makes it a report of biology. */
  resultats?: readonly LabResult[];
  /** Sections of a report besides those that its model foresees. */
  sections?: ReadonlyArray<{ titre: string; texte: string }>;
  /** Text of a letter. */
  texte?: string;
  /** File of the style sheet that comes with the document (8.3, capitals); none unless said. */
  feuilleDeStyle?: string;
}

/** A patient as a correspondent knows it. */
export interface KnownPatient extends Pick<Identity, 'matricule' | 'cle' | 'oid'> {
  nomNaissance: string;
  prenom: string;
  prenoms: string;
  sexe: 'M' | 'F';
  dateNaissance: string;
  lieuNaissance: string;
}

/** Who sends what, about whom. */
export interface Sending {
  from: Correspondent;
  patient: KnownPatient;
  document: SentDocument;
}
