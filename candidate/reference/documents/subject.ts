import type { DefectSet } from '../defects.ts';
import { controlKey } from '../lexicon.ts';
import type { Patient } from '../model.ts';
import type { MedicalDocument } from './document.ts';
import type { Organisation } from './organisation.ts';

/** What a document is produced from. */
export interface Source {
  document: MedicalDocument;
  /** The version that it cancels and replaces. */
  replaced: MedicalDocument | undefined;
  patient: Patient;
  organisation: Organisation;
  /** What the patient has to be told of the use of his data (DOC va1.05). */
  mention: string;
  /** Sentences of the reports of biology, as they are set. */
  reportMentions: { automatique: string; accreditation: string };
  /** True for a professional who is in the RPPS no more. */
  hasLeft(rpps: string): boolean;
  planted: DefectSet;
}

/** An identifier and the OID of who gave it. */
export interface PatientId {
  root: string;
  extension: string;
}

/** The INS of a patient; null unless the identity is qualified (INS/va1.53, EXI ID 29). */
export function insOf({ patient, planted }: Pick<Source, 'patient' | 'planted'>): PatientId | null {
  const { matricule, oid, statut } = patient;
  if (matricule === null || oid === null) return null;
  const carried = statut === 'QUAL' || planted.has('dmp-identite-non-qualifiee');
  return carried ? { root: oid, extension: matricule } : null;
}

/** The INS as the document bears it: in its CDA and in its PDF. */
export function documentIns(source: Source): PatientId | null {
  const { patient, planted } = source;
  const { matricule, oid } = patient;
  const forced = planted.has('cda-ins-non-qualifiee') && matricule !== null && oid !== null;
  const ins = forced ? { root: oid, extension: matricule } : insOf(source);
  if (ins === null || planted.has('cda-qual-sans-ins')) return null;
  return {
    root: planted.has('cda-oid-ins-faux') ? '1.2.250.1.213.1.4.2' : ins.root,
    extension: planted.has('cda-matricule-sans-cle') ? ins.extension.slice(0, 13) : ins.extension,
  };
}

/** The patient's identifier in the practice. */
export function localId({ patient, organisation }: Pick<Source, 'patient' | 'organisation'>): PatientId {
  return { root: organisation.patientIds, extension: patient.id };
}

/** Instant of signature; a draft, that is only looked at, has the instant of its writing. */
export function signedAt({ valideLe, date }: MedicalDocument): Date {
  return valideLe ?? date;
}

/** `AAAA-MM-JJ` as CDA and XDS write it. */
export function compactBirth(date: string | null): string {
  return (date ?? '').replaceAll('-', '');
}

/** Matricule of someone born just after: what a planted defect takes for the patient's. */
export function otherMatricule(matricule: string): string {
  const order = String((Number(matricule.slice(10, 13)) + 1) % 1000).padStart(3, '0');
  const numero = matricule.slice(0, 10) + order;
  return `${numero}${controlKey(numero) ?? '00'}`;
}
