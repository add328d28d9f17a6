import { createHash } from 'node:crypto';
import { element, type Xml } from '../xml.ts';
import { kinds } from './document.ts';
import { EbrimWriter } from './ebrim.ts';
import { newOid } from './identifiers.ts';
import { localInstant, utcInstant } from './instants.ts';
import { type Code, facility, nationalIds, physician, practiceSetting } from './organisation.ts';
import { compactBirth, insOf, localId, otherMatricule, type PatientId, type Source, signedAt } from './subject.ts';

/** One submission of one document. */
export interface Submission {
  /** When it is made. */
  at: Date;
  /** Id of the entry in the message, or the `urn:uuid:` that an archive gives it. */
  entry: string;
  /** Entry that this one replaces, where there is one. */
  replaces?: string;
  /** Visibility codes besides N (facts, DMP §5.6). */
  visibility: readonly Code[];
  /** Name of the file, in an archive: hash and size are then stated (facts, DMP §5.2). */
  uri?: string;
}

const schemes = {
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
  confidentiality: 'urn:uuid:f4f85eac-e6cb-4883-b524-f2705394840f',
  format: 'urn:uuid:a09d5840-386c-46f2-b5ad-9c3699a4309d',
  facility: 'urn:uuid:f33fb8ac-18af-42cc-ae0e-ed0b0bdb91e1',
  setting: 'urn:uuid:cccf5598-8b07-4b77-a05e-ae952c785ead',
  patient: 'urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427',
  uniqueId: 'urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab',
} as const;

/** Namespaces of a submission. */
export const ebxml = {
  'xmlns:lcm': 'urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0',
  'xmlns:rim': 'urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0',
} as const;

const submissionSet = 'SubmissionSet01';

const normal: Code = { code: 'N', codeSystem: '2.16.840.1.113883.5.25', displayName: 'Normal' };

// N1 with a PDF body (ASS_A12).
const pdfFormat: Code = {
  code: 'urn:ihe:iti:xds-sd:pdf:2008',
  codeSystem: '1.3.6.1.4.1.19376.1.2.3',
  displayName: 'Document à corps non structuré en Pdf/A-1',
};

/** `lcm:SubmitObjectsRequest` of one document: the deposit in the DMP and the archive share it. */
export function submitObjects(source: Source, cda: Buffer, submission: Submission): Xml {
  const writer = new EbrimWriter();
  const writing = { source, cda, submission, writer };
  const { entry, replaces } = submission;
  const original = writer.slot('SubmissionSetStatus', 'Original');
  const objects = element(
    'rim:RegistryObjectList',
    {},
    registryPackage(writing),
    extrinsicObject(writing),
    writer.association(
      'urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember',
      { source: submissionSet, target: entry },
      original,
    ),
    replaces === undefined
      ? ''
      : writer.association('urn:ihe:iti:2007:AssociationType:RPLC', { source: entry, target: replaces }),
  );
  return element('lcm:SubmitObjectsRequest', ebxml, objects);
}

/** `lcm:SubmitObjectsRequest` that changes the status of an entry (TD3.3c; facts, DMP §6.3). */
export function updateStatus(source: Source, change: { entry: string; from: string; to: string; at: Date }): Xml {
  const writer = new EbrimWriter();
  const submission: Submission = { at: change.at, entry: change.entry, visibility: [] };
  const association = writer.association(
    'urn:ihe:iti:2010:AssociationType:UpdateAvailabilityStatus',
    { source: submissionSet, target: change.entry },
    writer.slot('OriginalStatus', change.from),
    writer.slot('NewStatus', change.to),
  );
  const lot = registryPackage({ source, submission, writer, cda: Buffer.alloc(0) });
  return element('lcm:SubmitObjectsRequest', ebxml, element('rim:RegistryObjectList', {}, lot, association));
}

interface Writing {
  source: Source;
  cda: Buffer;
  submission: Submission;
  writer: EbrimWriter;
}

function registryPackage({ source, submission, writer }: Writing): Xml {
  const { planted, organisation } = source;
  const author = planted.has('meta-lot-autre-auteur') ? otherPerson : person;
  return element(
    'rim:RegistryPackage',
    { id: submissionSet },
    writer.slot('submissionTime', utcInstant(submission.at)),
    writer.name(source.document.titre),
    writer.slots(submissionSet, schemes.setAuthor, authorSlots(source, author)),
    // JDV_J59 holds the sectors of activity besides the activities of hospitals: a practice has no other.
    writer.code(submissionSet, schemes.contentType, facility),
    writer.node(submissionSet, schemes.submissionSet),
    writer.identifier(submissionSet, schemes.setPatient, {
      name: 'XDSSubmissionSet.patientId',
      value: patientId(source, planted.has('meta-lot-autre-patient')),
    }),
    writer.identifier(submissionSet, schemes.setSource, {
      name: 'XDSSubmissionSet.sourceId',
      value: organisation.installation,
    }),
    writer.identifier(submissionSet, schemes.setUniqueId, { name: 'XDSSubmissionSet.uniqueId', value: newOid() }),
  );
}

function extrinsicObject(writing: Writing): Xml {
  const { source, submission, writer } = writing;
  const { entry } = submission;
  const { planted } = source;
  return element(
    'rim:ExtrinsicObject',
    {
      id: entry,
      mimeType: planted.has('meta-mime-faux') ? 'application/pdf' : 'text/xml',
      objectType: schemes.documentEntry,
    },
    ...entrySlots(writing),
    writer.name(planted.has('meta-titre-different') ? 'Document du cabinet' : source.document.titre.slice(0, 128)),
    writer.slots(
      entry,
      schemes.author,
      authorSlots(source, planted.has('meta-auteur-different') ? otherPerson : person),
    ),
    ...entryCodes(source, submission).map(([scheme, code]) => writer.code(entry, scheme, code)),
    writer.identifier(entry, schemes.patient, {
      name: 'XDSDocumentEntry.patientId',
      value: patientId(source, planted.has('meta-patient-different')),
    }),
    writer.identifier(entry, schemes.uniqueId, { name: 'XDSDocumentEntry.uniqueId', value: uniqueId(source) }),
  );
}

function entrySlots({ source, cda, submission, writer }: Writing): Xml[] {
  const { document, planted } = source;
  const created = planted.has('meta-date-locale')
    ? localInstant(shifted(source)).slice(0, 14)
    : utcInstant(signedAt(document));
  const act = planted.has('meta-acte-different') ? new Date(document.date.getTime() - 86_400_000) : document.date;
  const legal = planted.has('meta-responsable-different') ? otherPerson : person;
  return [
    writer.slot('creationTime', created),
    ...fileSlots(source, cda, submission).map(([name, value]) => writer.slot(name, value)),
    writer.slot('languageCode', planted.has('meta-langue-differente') ? 'en-US' : 'fr-FR'),
    planted.has('meta-sans-responsable') ? '' : writer.slot('legalAuthenticator', legal),
    writer.slot('serviceStartTime', utcInstant(act)),
    writer.slot('sourcePatientId', sourcePatientId(source)),
    writer.slot('sourcePatientInfo', ...patientInfo(source)),
  ];
}

// Local time, so that it differs from UTC even where the clock of the machine is in UTC.
function shifted({ document }: Source): Date {
  return new Date(signedAt(document).getTime() + 3_600_000);
}

// The registry computes hash and size of a deposit; an archive states them (facts, DMP §5.2).
function fileSlots({ planted }: Source, cda: Buffer, { uri }: Submission): Array<[string, string]> {
  const wrongHash = planted.has('hash-faux');
  const wrongSize = planted.has('taille-fausse');
  const hash = createHash('sha1')
    .update(wrongHash ? 'autre document' : cda)
    .digest('hex');
  const size = String(wrongSize ? cda.length + 1 : cda.length);
  const slots: Array<[string, string, boolean]> = [
    ['hash', planted.has('hash-sha256') ? createHash('sha256').update(cda).digest('hex') : hash, wrongHash],
    ['size', size, wrongSize],
    ['URI', planted.has('xdm-uri-fausse') ? 'DOC0009.XML' : (uri ?? ''), false],
  ];
  const absent = planted.has('xdm-sans-hash') ? 'hash' : '';
  return slots.flatMap(([name, value, forced]) =>
    (uri !== undefined || forced) && name !== absent ? [[name, value] as [string, string]] : [],
  );
}

function entryCodes(source: Source, { visibility }: Submission): Array<[string, Code]> {
  const { planted, document } = source;
  const { type, classe } = kinds[document.type];
  const wrong = (code: Code, other: string, id: Parameters<typeof planted.has>[0]): Code =>
    planted.has(id) ? { ...code, code: other } : code;
  const first = wrong(normal, 'R', 'meta-confidentialite-differente');
  const levels = planted.has('meta-sans-confidentialite') ? visibility : [first, ...visibility];
  return [
    [schemes.class, wrong(classe, '52', 'meta-classe-fausse')],
    [schemes.type, wrong(type, '51851-4', 'meta-type-different')],
    ...levels.map((code): [string, Code] => [schemes.confidentiality, code]),
    [schemes.format, wrong(pdfFormat, 'urn:ihe:iti:xds-sd:text:2008', 'meta-format-faux')],
    [schemes.facility, wrong(facility, 'SA05', 'meta-secteur-different')],
    [schemes.setting, wrong(practiceSetting, 'HAD', 'meta-cadre-different')],
  ];
}

const person = xcn(physician.id, physician.family, physician.given);
const otherPerson = xcn('899900000099', 'AUTRE', 'Médecin');

function xcn(id: string, family: string, given: string): string {
  return `${id}^${family}^${given}^^^^^^&${nationalIds.professional}&ISO^D^^^IDNPS`;
}

function authorSlots({ organisation, planted }: Source, author: string): Array<[string, string]> {
  const id = planted.has('meta-structure-differente') ? '1630000099' : organisation.id;
  const { code, displayName, codeSystem } = physician.speciality;
  return [
    ['authorPerson', author],
    ['authorSpecialty', `${code}^${displayName}^${codeSystem}`],
    ['authorInstitution', `${organisation.name}^^^^^&${nationalIds.structure}&ISO^IDNST^^^${id}`],
  ];
}

function uniqueId({ document, planted }: Source): string {
  if (planted.has('meta-identifiant-different')) return newOid();
  return planted.has('meta-identifiant-avec-extension') ? `${document.uniqueId}^1` : document.uniqueId;
}

// Without a qualified identity an archive bears the local identifier (facts, MSS §5.2).
function patientId(source: Source, wrong: boolean): string {
  const ins = insOf(source);
  if (ins === null) return cx(localId(source), 'PI');
  const root = source.planted.has('meta-oid-ins-faux') ? '1.2.250.1.213.1.4.2' : ins.root;
  return cx({ root, extension: wrong ? otherMatricule(ins.extension) : ins.extension }, 'NH');
}

function sourcePatientId(source: Source): string {
  const local = localId(source);
  const wrong = source.planted.has('meta-patient-local-different');
  return cx(wrong ? { ...local, extension: '0' } : local, 'PI');
}

function cx({ root, extension }: PatientId, type: 'NH' | 'PI'): string {
  return `${extension}^^^&${root}&ISO^${type}`;
}

// BR becomes L, CL becomes S.
function patientInfo({ patient, planted }: Source): string[] {
  const { nomNaissance, prenom, nomUtilise, prenomUtilise, dateNaissance, sexe } = patient.traits;
  const names = [`${nomNaissance}^${prenom}^^^^^L`];
  if (nomUtilise !== null) names.push(`${nomUtilise}^${prenomUtilise ?? prenom}^^^^^S`);
  const birth = planted.has('meta-naissance-differente') ? '19000101' : compactBirth(dateNaissance);
  return [...names.map((name) => `PID-5|${name}`), `PID-7|${birth}`, `PID-8|${sexe ?? 'U'}`];
}
