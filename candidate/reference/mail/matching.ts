import type { DefectSet } from '../defects.ts';
import { toInsiText } from '../lexicon.ts';
import type { Patient } from '../model.ts';
import type { ArchivedDocument } from './archive.ts';
import type { CdaPatient } from './cda-reader.ts';

/** Whose document it is, as far as the software knows. */
export type Match =
  /** The INS and the traits are those of one qualified identity: filed in one click (MSS va1.28, UX.07). */
  | { kind: 'sûr'; patient: Patient }
  /** The traits look the same: the user decides (UX.02). */
  | { kind: 'proposé'; patients: readonly Patient[] }
  | { kind: 'inconnu' };

/** Looks for the patient of a document: by the traits, never by the matricule alone (UX.02). */
export function matchPatient(document: ArchivedDocument, patients: readonly Patient[], planted: DefectSet): Match {
  const { cda, entry, doubts } = document;
  // The metadata name the patient (CONF.24), and the document says the same, or it is in doubt.
  const fromMetadata = entry.national && !planted.has('usager-du-cda');
  const ins = fromMetadata
    ? { id: entry.patientId, oid: entry.patientOid }
    : { id: cda.patient.ins, oid: cda.patient.oid };
  const same = patients.filter((patient) => {
    const qualified = patient.statut === 'QUAL' || planted.has('classement-ins-non-qualifiee');
    const number = ins.id !== '' && patient.matricule === ins.id && patient.oid === ins.oid;
    return qualified && number && (planted.has('classement-matricule-seul') || sameTraits(patient, cda.patient));
  });
  const [one] = same;
  if (one !== undefined && same.length === 1 && (doubts.length === 0 || planted.has('usager-du-cda')))
    return { kind: 'sûr', patient: one };
  const alike = patients.filter((patient) => sameTraits(patient, cda.patient));
  return alike.length === 0 ? { kind: 'inconnu' } : { kind: 'proposé', patients: alike };
}

/** The files that a match speaks of. */
export function candidatesOf(match: Match): readonly Patient[] {
  if (match.kind === 'sûr') return [match.patient];
  return match.kind === 'proposé' ? match.patients : [];
}

/** The patient whose names are in a subject: what nobody should identify a patient by (CONF.24). */
export function namedIn(subject: string, patients: readonly Patient[]): Patient | undefined {
  const words = ` ${toInsiText(subject)} `;
  return patients.find(({ traits }) =>
    words.includes(` ${toInsiText(traits.nomNaissance ?? '')} ${toInsiText(traits.prenom ?? '')} `),
  );
}

function sameTraits({ traits }: Patient, other: CdaPatient): boolean {
  const pairs: Array<[string | null, string]> = [
    [traits.nomNaissance, other.nomNaissance],
    [traits.prenom, other.prenom],
    [traits.dateNaissance, other.dateNaissance],
    [traits.sexe, other.sexe],
  ];
  // The birthplace is missing from documents of before the INS.
  if (other.lieuNaissance !== '') pairs.push([traits.lieuNaissance, other.lieuNaissance]);
  return pairs.every(([local, received]) => received !== '' && toInsiText(local ?? '') === toInsiText(received));
}
