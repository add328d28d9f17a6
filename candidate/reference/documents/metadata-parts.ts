import { type Author, isInternal, ownAuthor } from './authors.ts';
import { type Code, nationalIds } from './organisation.ts';
import { compactBirth, insOf, localId, otherMatricule, type PatientId, type Source } from './subject.ts';

/** Schemes of ebRIM that the metadata use (facts, DMP §5.2, §5.3). */
export const schemes = {
  submissionSet: 'urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd',
  setAuthor: 'urn:uuid:a7058bb9-b4e4-4307-ba5b-e3f0ab85e12d',
  contentType: 'urn:uuid:aa543740-bdda-424e-8c96-df4873be8500',
  setPatient: 'urn:uuid:6b5aea1a-874d-4603-a4bc-96a0a7b38446',
  setSource: 'urn:uuid:554ac39e-e3fe-47fe-b233-965d2a147832',
  setUniqueId: 'urn:uuid:96fdda7c-d067-4183-912e-bf5ee74998a8',
  documentEntry: 'urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1',
  author: 'urn:uuid:93606bcf-9494-43ec-9b4e-a7748d1a838d',
  class: 'urn:uuid:41a5887f-8865-4c09-adf7-e362475b143a',
  type: 'urn:uuid:f0306f51-975f-434e-a61c-c59651d33983',
  event: 'urn:uuid:2c6b8cb7-8b2a-4051-b291-b1ae6a575ef4',
  confidentiality: 'urn:uuid:f4f85eac-e6cb-4883-b524-f2705394840f',
  format: 'urn:uuid:a09d5840-386c-46f2-b5ad-9c3699a4309d',
  facility: 'urn:uuid:f33fb8ac-18af-42cc-ae0e-ed0b0bdb91e1',
  setting: 'urn:uuid:cccf5598-8b07-4b77-a05e-ae952c785ead',
  patient: 'urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427',
  uniqueId: 'urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab',
} as const;

/** The level of an ordinary document. */
export const normal: Code = { code: 'N', codeSystem: '2.16.840.1.113883.5.25', displayName: 'Normal' };

/** The physician, as metadata name a person. */
export const person = xcn(ownAuthor);
/** Somebody else, for planted defects. */
export const otherPerson = xcn({ ...ownAuthor, id: '899900000099', family: 'AUTRE', given: 'Médecin' });

/** An author as XCN (facts, DMP §5.4): a person, by his national number or that of his structure, or a system of it. */
export function xcn(author: Author): string {
  const { id, family, given, kind } = author;
  const form = kind === 'structure' ? 'U^^^RI' : `D^^^${isInternal(author) ? 'EI' : 'IDNPS'}`;
  return `${id}^${family}^${given}^^^^^^&${nationalIds.professional}&ISO^${form}`;
}

/** Slots of an author: the person, the speciality, the structure. */
export function authorSlots(
  { organisation, planted }: Source,
  author: string,
  { speciality }: Author = ownAuthor,
): Array<[string, string]> {
  const id = planted.has('meta-structure-differente') ? '1630000099' : organisation.id;
  const { code, displayName, codeSystem } = speciality;
  return [
    ['authorPerson', author],
    ['authorSpecialty', `${code}^${displayName}^${codeSystem}`],
    ['authorInstitution', `${organisation.name}^^^^^&${nationalIds.structure}&ISO^IDNST^^^${id}`],
  ];
}

/** The patient of an entry or of a lot: without a qualified identity, an archive bears the local one (facts, MSS §5.2). */
export function patientId(source: Source, wrong: boolean): string {
  const ins = insOf(source);
  if (ins === null) return cx(localId(source), 'PI');
  const root = source.planted.has('meta-oid-ins-faux') ? '1.2.250.1.213.1.4.2' : ins.root;
  return cx({ root, extension: wrong ? otherMatricule(ins.extension) : ins.extension }, 'NH');
}

/** The patient's identifier in the practice. */
export function sourcePatientId(source: Source): string {
  const local = localId(source);
  const wrong = source.planted.has('meta-patient-local-different');
  return cx(wrong ? { ...local, extension: '0' } : local, 'PI');
}

function cx({ root, extension }: PatientId, type: 'NH' | 'PI'): string {
  return `${extension}^^^&${root}&ISO^${type}`;
}

/** What is known of the patient: BR becomes L, CL becomes S. */
export function patientInfo({ patient, planted }: Source): string[] {
  const { nomNaissance, prenom, nomUtilise, prenomUtilise, dateNaissance, sexe } = patient.traits;
  const names = [`${nomNaissance}^${prenom}^^^^^L`];
  if (nomUtilise !== null) names.push(`${nomUtilise}^${prenomUtilise ?? prenom}^^^^^S`);
  const birth = planted.has('meta-naissance-differente') ? '19000101' : compactBirth(dateNaissance);
  return [...names.map((name) => `PID-5|${name}`), `PID-7|${birth}`, `PID-8|${sexe ?? 'U'}`];
}
