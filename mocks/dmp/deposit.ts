import { dmpErrors } from './access.ts';
import type { Call } from './call.ts';
import { readCda } from './cda.ts';
import {
  type Association,
  codesOf,
  identifier,
  type RegistryObject,
  readSubmission,
  type Submission,
  slotValues,
  uniqueIdOf,
} from './ebrim.ts';
import type { DmpFault } from './faults.ts';
import { documentErrors, lotErrors, structuresOf } from './metadata-checks.ts';
import { associationTypes, schemes, signatureClass, statuses } from './namespaces.ts';
import { registered, sha1 } from './registry.ts';
import type { DmpReply } from './reply.ts';
import { registryResponse, statusOf, type XdsError } from './xds-errors.ts';
import { xdsTime } from './xds-time.ts';
import { attribute, treeAt, treesAt } from './xml-tree.ts';

const action = 'urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-bResponse';

/** A document as received, under the id that ties it to its metadata. */
export interface ReceivedDocument {
  id: string;
  bytes: Buffer;
  otherCase: boolean;
}

/** A document and its metadata. */
interface Pair {
  object: RegistryObject;
  document: ReceivedDocument;
}

/** TD2.1: deposit of a lot, new documents or replacements (ITI-41; facts, DMP §5). */
export function deposit(call: Call): DmpReply {
  const documents = receivedDocuments(call.request);
  if ('fault' in documents) return documents;
  const list = treeAt(call.request.body, 'lcm:SubmitObjectsRequest');
  if (list === undefined) return { fault: 'corps_inattendu', detail: 'lcm:SubmitObjectsRequest est absent' };
  const submission = readSubmission(list);
  const { pairs, errors } = paired(submission.documents, documents);
  const found = [
    ...dmpErrors(call, 'TD2.1'),
    ...errors,
    ...submissionErrors(call, submission),
    ...pairs.flatMap((pair) => contentErrors(call, pair)),
    ...warnings(call, documents),
  ];
  if (statusOf(found) === statusOf([])) register(call, submission, pairs);
  return { action, body: registryResponse(found) };
}

/** The documents of a deposit, which come beside the envelope; EX_2.1-1260 wants MTOM. */
export function receivedDocuments({ body, attachments }: Call['request']): ReceivedDocument[] | DmpFault {
  if (attachments === undefined) return { fault: 'mtom_attendu', detail: 'le corps n’est pas un paquet MTOM' };
  const found: ReceivedDocument[] = [];
  for (const tree of treesAt(body, 'xds:Document')) {
    const id = attribute(tree, 'id');
    const include = treeAt(tree, 'xop:Include');
    if (include === undefined) return { fault: 'mtom_attendu', detail: `le document ${id} est dans l’enveloppe` };
    const part = attachments.find(attribute(include, 'href'));
    if (part === undefined) {
      return { fault: 'mtom_invalide', detail: `aucune partie n’a le Content-ID de « ${attribute(include, 'href')} »` };
    }
    found.push({ id, ...part });
  }
  return found;
}

// The official sample differs by the case of an id: taken, with a warning (facts, DMP §5.1).
function paired(
  objects: readonly RegistryObject[],
  documents: readonly ReceivedDocument[],
): { pairs: Pair[]; errors: XdsError[] } {
  const pairs: Pair[] = [];
  const errors: XdsError[] = [];
  for (const object of objects) {
    const same = documents.find(({ id }) => id === object.id);
    const document = same ?? documents.find(({ id }) => id.toLowerCase() === object.id.toLowerCase());
    if (document === undefined) errors.push({ error: 'document_absent', detail: object.id, location: object.id });
    else pairs.push({ object, document });
    if (document !== undefined && same === undefined) {
      errors.push({ error: 'casse', detail: `${document.id}, ${object.id}`, location: object.id, warning: true });
    }
  }
  const alone = documents.filter((document) => !pairs.some((pair) => pair.document === document));
  return { pairs, errors: [...errors, ...alone.map(({ id }): XdsError => ({ error: 'fiche_absente', detail: id }))] };
}

function warnings({ request }: Call, documents: readonly ReceivedDocument[]): XdsError[] {
  const cases = documents.filter(({ otherCase }) => otherCase);
  return [
    ...(request.soap11 ? [{ error: 'soap11', warning: true } as const] : []),
    ...cases.map(({ id }): XdsError => ({ error: 'casse', detail: `Content-ID de ${id}`, warning: true })),
  ];
}

function submissionErrors(call: Call, submission: Submission): XdsError[] {
  const { lots, documents } = submission;
  const [lot, other] = lots;
  if (lot === undefined || other !== undefined) {
    return [{ error: 'metadonnee', detail: `il faut un lot (RegistryPackage), il y en a ${lots.length}` }];
  }
  if (documents.length === 0) return [{ error: 'metadonnee', detail: 'le lot n’a pas de document' }];
  return [
    ...lotErrors(lot, call.ins),
    ...structureErrors(call, lot),
    ...documents.flatMap((object) => documentErrors(object, call.ins)),
    ...documents.flatMap((object) => memberErrors(submission, lot, object)),
    ...duplicates([identifier(lot, schemes.lot.uniqueId), ...documents.map(uniqueIdOf)]),
    ...lotDuplicate(call, lot),
    ...submission.associations.flatMap((one) => replacementErrors(call, submission, one)),
  ];
}

/** Documented refusal: the lot's author is of the structure of the VIHF (facts, DMP §7). */
function structureErrors({ caller }: Call, lot: RegistryObject): XdsError[] {
  if (structuresOf(lot).includes(caller.structure)) return [];
  return [{ error: 'structure', detail: caller.structure, location: lot.id }];
}

function memberErrors({ associations }: Submission, lot: RegistryObject, document: RegistryObject): XdsError[] {
  const { hasMember } = associationTypes;
  const link = associations.find(
    ({ type, source, target }) => type === hasMember && source === lot.id && target === document.id,
  );
  const original = link !== undefined && slotValues(link, 'SubmissionSetStatus').includes('Original');
  if (original) return [];
  return [
    { error: 'metadonnee', detail: 'aucune association HasMember Original ne joint le lot', location: document.id },
  ];
}

function duplicates(ids: readonly string[]): XdsError[] {
  const repeated = ids.filter((id, i) => id !== '' && ids.indexOf(id) !== i);
  return repeated.map((detail) => ({ error: 'doublon_message', detail }));
}

/** A lot has a uniqueId of its own. */
export function lotDuplicate({ directory }: Call, lot: RegistryObject): XdsError[] {
  const id = identifier(lot, schemes.lot.uniqueId);
  return directory.registry.hasLot(id, schemes.lot.uniqueId)
    ? [{ error: 'doublon', detail: id, location: lot.id }]
    : [];
}

/** A replacement names the entryUUID of an approved document of the same DMP (facts, DMP §5.1, §15). */
function replacementErrors(call: Call, { documents }: Submission, link: Association): XdsError[] {
  if (link.type !== associationTypes.replaces) return [];
  const location = link.id;
  if (!documents.some(({ id }) => id === link.source)) {
    return [{ error: 'cible_inconnue', detail: `sourceObject ${link.source}`, location }];
  }
  const target = call.directory.registry.entry(link.target);
  if (target === undefined) return [{ error: 'cible_inconnue', detail: `targetObject ${link.target}`, location }];
  if (target.patient !== call.patient?.matricule)
    return [{ error: 'patient_different', detail: link.target, location }];
  return target.object.status === statuses.approved
    ? []
    : [{ error: 'cible_obsolete', detail: `${link.target}, ${target.object.status}`, location }];
}

function contentErrors({ directory }: Call, { object, document }: Pair): XdsError[] {
  const { bytes } = document;
  const uniqueId = uniqueIdOf(object);
  const known = directory.registry.document(uniqueId);
  const again = known?.bytes.equals(bytes) === true ? 'doublon' : 'doublon_autre_contenu';
  const unreadable = object.mimeType === 'text/xml' && !isSignature(object) ? readCda(bytes) : undefined;
  const found: Array<XdsError | undefined> = [
    known === undefined ? undefined : { error: again, detail: uniqueId },
    differs(object, 'hash', sha1(bytes)),
    differs(object, 'size', String(bytes.length)),
    bytes.length === 0 ? { error: 'contenu', detail: 'le document est vide' } : undefined,
    typeof unreadable === 'string' ? { error: 'document_illisible', detail: unreadable } : undefined,
    directory.registry.isFull(bytes.length) ? { error: 'plein', detail: uniqueId } : undefined,
  ];
  return found.filter((one) => one !== undefined).map((one) => ({ ...one, location: object.id }));
}

function isSignature(object: RegistryObject): boolean {
  return codesOf(object, schemes.document.class).includes(signatureClass);
}

function differs(object: RegistryObject, slot: string, right: string): XdsError | undefined {
  const [given] = slotValues(object, slot);
  if (given === undefined || given.toLowerCase() === right) return undefined;
  return { error: 'contenu', detail: `${slot} vaut « ${given} », le document reçu donne « ${right} »` };
}

function register(call: Call, submission: Submission, pairs: readonly Pair[]): void {
  const { registry } = call.directory;
  const ids = new Map<string, string>();
  const idOf = (id: string): string => ids.get(id) ?? id;
  for (const { id } of [...submission.lots, ...submission.documents]) ids.set(id, registry.newId());
  const [lot] = submission.lots;
  registry.register({
    patient: call.patient?.matricule ?? '',
    submitted: xdsTime(call.now),
    ...(lot === undefined ? {} : { lot: { ...lot, id: idOf(lot.id), status: statuses.approved } }),
    documents: pairs.map(({ object, document: { bytes } }) => ({
      object: registered(object, bytes, idOf(object.id)),
      bytes,
    })),
    associations: submission.associations.map((one) => ({
      ...one,
      id: registry.newId(),
      source: idOf(one.source),
      target: idOf(one.target),
    })),
  });
  for (const { type, target } of submission.associations) {
    const replaced = type === associationTypes.replaces ? registry.entry(target) : undefined;
    if (replaced !== undefined) registry.setStatus(replaced, statuses.deprecated);
  }
}
