import type { XmlElement } from 'libxml2-wasm';
import { type Finding, textAt, textsAt } from '../../core/index.ts';
import { discrepancy } from '../findings.ts';
import { type At, below, eachSubmission, ebrim, type Submission } from '../pieces/index.ts';
import type { RuleInputs } from '../rule.ts';

/** Classification schemes of a document entry (IHE ITI TF-3 §4.2.5 ; facts, DMP §5.2). */
export const entryScheme = {
  author: '93606bcf-9494-43ec-9b4e-a7748d1a838d',
  class: '41a5887f-8865-4c09-adf7-e362475b143a',
  type: 'f0306f51-975f-434e-a61c-c59651d33983',
  confidentiality: 'f4f85eac-e6cb-4883-b524-f2705394840f',
  format: 'a09d5840-386c-46f2-b5ad-9c3699a4309d',
  healthcareFacility: 'f33fb8ac-18af-42cc-ae0e-ed0b0bdb91e1',
  practiceSetting: 'cccf5598-8b07-4b77-a05e-ae952c785ead',
  eventCode: '2c6b8cb7-8b2a-4051-b291-b1ae6a575ef4',
  patientId: '58a6f841-87b3-4a3e-92fd-a8ffeff98427',
  uniqueId: '2e82c1f6-a085-4c72-9da3-8640a32e42ab',
} as const;

/** Schemes of a submission set (facts, DMP §5.3). */
export const setScheme = {
  node: 'a54d6aa5-d40d-43f9-88c5-b4633d873bdd',
  author: 'a7058bb9-b4e4-4307-ba5b-e3f0ab85e12d',
  contentType: 'aa543740-bdda-424e-8c96-df4873be8500',
  patientId: '6b5aea1a-874d-4603-a4bc-96a0a7b38446',
  sourceId: '554ac39e-e3fe-47fe-b233-965d2a147832',
  uniqueId: '96fdda7c-d067-4183-912e-bf5ee74998a8',
} as const;

const documentEntry = 'urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1';

/** What describes a document, or the lot. */
export interface Described {
  element: XmlElement;
  id: string;
  submission: Submission;
  /** A place of it: `échange 1 · fiche Document01 · patientId`. */
  at: At;
}

/** Applies a check to the lot of each submission; a submission without one and only one is a finding. */
export function eachSet(
  inputs: RuleInputs,
  check: (set: Described) => Finding[],
  kinds?: ReadonlyArray<Submission['kind']>,
): Promise<Finding[]> {
  return eachSubmission(
    inputs,
    (submission) => {
      const sets = setsOf(submission);
      const [set] = sets;
      return set !== undefined && sets.length === 1 ? check(set) : [notOneSet(submission, sets.length)];
    },
    kinds,
  );
}

/**
 * Applies a check to the entry of each document; a submission without any is a finding. The signature of the lot (XAdES,
 * IHE DSG) is none: its metadata are not those of a document of the patient (facts, DMP §5.7).
 */
export function eachEntry(
  inputs: RuleInputs,
  check: (entry: Described) => Finding[],
  kinds?: ReadonlyArray<Submission['kind']>,
): Promise<Finding[]> {
  return eachSubmission(
    inputs,
    (submission) => {
      const entries = entriesOf(submission);
      return entries.length === 0 ? [noEntry(submission)] : entries.flatMap(check);
    },
    kinds,
  );
}

/** The lots of a submission. */
export function setsOf(submission: Submission): Described[] {
  return describedBy(submission, './/rim:RegistryPackage', 'lot');
}

/** The entries of the documents of a submission, its signature apart. */
export function entriesOf(submission: Submission): Described[] {
  return describedBy(submission, `.//rim:ExtrinsicObject[@objectType="${documentEntry}"]`, 'fiche').filter(
    ({ element }) => !codesOf(element, entryScheme.type).some(({ code }) => code === 'E1762'),
  );
}

function describedBy(submission: Submission, path: string, word: string): Described[] {
  return submission.request.find(path, ebrim).map((node, i) => {
    const element = node as XmlElement;
    const id = element.attr('id')?.value ?? '';
    return { element, id, submission, at: below(submission.at, `${word} ${id === '' ? i + 1 : id}`) };
  });
}

/** A code, the scheme that it belongs to and its label. */
export interface Code {
  code: string;
  scheme: string;
  label: string;
}

/** The codes of a classification, in order. */
export function codesOf(element: XmlElement, scheme: string): Code[] {
  return classificationsOf(element, scheme).map((classification) => ({
    code: classification.attr('nodeRepresentation')?.value ?? '',
    scheme: slotValues(classification, 'codingScheme')[0] ?? '',
    label: textAt(classification, 'rim:Name/rim:LocalizedString/@value', ebrim) ?? '',
  }));
}

/** The classifications of a scheme, in order. */
export function classificationsOf(element: XmlElement, scheme: string): XmlElement[] {
  return element.find(`rim:Classification[@classificationScheme="urn:uuid:${scheme}"]`, ebrim) as XmlElement[];
}

/** The values of a slot; none when it is absent. */
export function slotValues(element: XmlElement, name: string): string[] {
  return textsAt(element, `rim:Slot[@name="${name}"]/rim:ValueList/rim:Value`, ebrim);
}

/** The values of the external identifiers of a scheme. */
export function identifiersOf(element: XmlElement, scheme: string): string[] {
  return textsAt(element, `rim:ExternalIdentifier[@identificationScheme="urn:uuid:${scheme}"]/@value`, ebrim);
}

/** Trimmed text of what the XPath (prefixes of {@link ebrim}) names, or null. */
export function entryText({ element }: Described, path: string): string | null {
  return textAt(element, path, ebrim);
}

/** A relation between two objects. */
export interface Association {
  element: XmlElement;
  /** Last word of its type: `HasMember`, `RPLC`, `UpdateAvailabilityStatus`. */
  kind: string;
  type: string;
  source: string;
  target: string;
  at: At;
}

/** The associations of a submission, in order. */
export function associationsOf(submission: Submission): Association[] {
  return submission.request.find('.//rim:Association', ebrim).map((node, i) => {
    const element = node as XmlElement;
    const attribute = (name: string): string => element.attr(name)?.value ?? '';
    const type = attribute('associationType');
    const kind = type.slice(type.lastIndexOf(':') + 1);
    return {
      element,
      kind,
      type,
      source: attribute('sourceObject'),
      target: attribute('targetObject'),
      at: below(submission.at, `association ${attribute('id') || i + 1}`),
    };
  });
}

/** The bytes of the document of an entry, null when they are not there. */
export function bytesOf({ submission, id }: Described): Buffer | null {
  return submission.documents.find((document) => document.id === id)?.bytes ?? null;
}

/** What is told, by each rule alike, of an entry whose document is not there. */
export function withoutDocument({ element, submission, at }: Described): Finding {
  const archived = submission.kind === 'xdm';
  return discrepancy({
    code: archived ? 'uri' : 'document-absent',
    where: at(archived ? 'URI' : 'document'),
    expected: archived ? 'le nom d’un fichier du lot' : 'ses octets',
    got: archived ? slotValues(element, 'URI') : null,
    message: 'Le document que cette fiche décrit n’est pas joint.',
    remedy: archived
      ? 'Écrivez dans le Slot URI le nom exact du fichier, à côté de METADATA.XML (DOC0001.XML), sans dossier devant.'
      : 'Joignez le document dans xds:Document, son @id égal à celui de la fiche, ses octets dans la partie MTOM désignée par cid:.',
  });
}

function notOneSet(submission: Submission, count: number): Finding {
  return discrepancy({
    code: 'lot-absent',
    where: submission.at('rim:RegistryPackage'),
    expected: 'un lot de soumission',
    got: String(count),
    message: 'La soumission n’a pas un lot et un seul.',
    remedy: 'Écrivez un rim:RegistryPackage et un seul par soumission ; envoyez deux lots en deux soumissions.',
  });
}

function noEntry(submission: Submission): Finding {
  return discrepancy({
    code: 'fiche-absente',
    where: submission.at('rim:ExtrinsicObject'),
    expected: 'une fiche de document',
    got: null,
    message: 'La soumission ne décrit aucun document.',
    remedy: `Écrivez un rim:ExtrinsicObject par document, son objectType ${documentEntry}.`,
  });
}
