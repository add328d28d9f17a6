import { createHash } from 'node:crypto';
import { element, type Xml } from '../xml.ts';
import { authorsOf } from './authors.ts';
import { levelOf } from './cda.ts';
import { EbrimWriter } from './ebrim.ts';
import { newOid } from './identifiers.ts';
import { localInstant, utcInstant } from './instants.ts';
import { kinds } from './kinds.ts';
import {
  authorSlots,
  normal,
  otherPerson,
  patientId,
  patientInfo,
  person,
  schemes,
  sourcePatientId,
  xcn,
} from './metadata-parts.ts';
import type { Code } from './organisation.ts';
import { signatureEntry } from './signature-entry.ts';
import { type Source, signedAt } from './subject.ts';

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
  /** What a signature of the lot names; an archive bears none. */
  signed?: SignedIds;
}

/** The identifiers that a signed lot needs before it is written (facts, DMP §5.7). */
export interface SignedIds {
  /** uniqueId of the lot and of the document's entry. */
  lot: string;
  document: string;
  /** The entry of the signature: its id in the message and its uniqueId. */
  signature: { id: string; uniqueId: string };
}

/** Namespaces of a submission. */
export const ebxml = {
  'xmlns:lcm': 'urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0',
  'xmlns:rim': 'urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0',
} as const;

const submissionSet = 'SubmissionSet01';

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
  const { entry, replaces, signed } = submission;
  const original = writer.slot('SubmissionSetStatus', 'Original');
  const objects = element(
    'rim:RegistryObjectList',
    {},
    registryPackage(writing),
    extrinsicObject(writing),
    ...(signed === undefined ? [] : [signatureEntry({ source, at: submission.at, ...signed.signature }, writer)]),
    ...[entry, ...(signed === undefined ? [] : [signed.signature.id])].map((target) =>
      writer.association(
        'urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember',
        { source: submissionSet, target },
        original,
      ),
    ),
    signed === undefined
      ? ''
      : writer.association('urn:ihe:iti:2007:AssociationType:signs', {
          source: signed.signature.id,
          target: submissionSet,
        }),
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
    // JDV_J59 holds the sectors of activity besides the activities of hospitals, which this software does not tell apart.
    writer.code(submissionSet, schemes.contentType, organisation.activity),
    writer.node(submissionSet, schemes.submissionSet),
    writer.identifier(submissionSet, schemes.setPatient, {
      name: 'XDSSubmissionSet.patientId',
      value: patientId(source, planted.has('meta-lot-autre-patient')),
    }),
    writer.identifier(submissionSet, schemes.setSource, {
      name: 'XDSSubmissionSet.sourceId',
      value: organisation.installation,
    }),
    writer.identifier(submissionSet, schemes.setUniqueId, {
      name: 'XDSSubmissionSet.uniqueId',
      value: submission.signed?.lot ?? newOid(),
    }),
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
    ...authorsOf(source).map((author) => {
      const named = planted.has('meta-auteur-different') ? otherPerson : xcn(author);
      return writer.slots(entry, schemes.author, authorSlots(source, named, author));
    }),
    ...entryCodes(source, submission).map(([scheme, code]) => writer.code(entry, scheme, code)),
    writer.identifier(entry, schemes.patient, {
      name: 'XDSDocumentEntry.patientId',
      value: patientId(source, planted.has('meta-patient-different')),
    }),
    writer.identifier(entry, schemes.uniqueId, {
      name: 'XDSDocumentEntry.uniqueId',
      value: submission.signed?.document ?? uniqueId(source),
    }),
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
  const { planted, document, organisation } = source;
  const { type, classe, compteRendu } = kinds[document.type];
  const structured = levelOf(source) === 'N3' ? compteRendu?.n3?.format : undefined;
  const events =
    compteRendu === undefined || planted.has('cr-meta-sans-acte')
      ? []
      : [compteRendu.acte, ...(compteRendu.traductions ?? [])];
  const wrong = (code: Code, other: string, id: Parameters<typeof planted.has>[0]): Code =>
    planted.has(id) ? { ...code, code: other } : code;
  const first = wrong(normal, 'R', 'meta-confidentialite-differente');
  const levels = planted.has('meta-sans-confidentialite') ? visibility : [first, ...visibility];
  return [
    [schemes.class, wrong(classe, '52', 'meta-classe-fausse')],
    [schemes.type, wrong(type, '51851-4', 'meta-type-different')],
    ...levels.map((code): [string, Code] => [schemes.confidentiality, code]),
    [schemes.format, wrong(structured ?? pdfFormat, 'urn:ihe:iti:xds-sd:text:2008', 'meta-format-faux')],
    ...events.map((code): [string, Code] => [schemes.event, code]),
    [schemes.facility, wrong(organisation.facility, 'SA05', 'meta-secteur-different')],
    [schemes.setting, wrong(organisation.setting, 'HAD', 'meta-cadre-different')],
  ];
}

/** uniqueId of the entry of a document. */
export function uniqueId({ document, planted }: Source): string {
  if (planted.has('meta-identifiant-different')) return newOid();
  return planted.has('meta-identifiant-avec-extension') ? `${document.uniqueId}^1` : document.uniqueId;
}
