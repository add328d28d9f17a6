import { dmpErrors } from './access.ts';
import { asynchronous } from './asynchronous.ts';
import type { Call } from './call.ts';
import { readCda } from './cda.ts';
import { isSignature, type RegistryObject, readSubmission, type Submission, slotValues, uniqueIdOf } from './ebrim.ts';
import { type LotDocument, signatureErrors } from './lot-signature.ts';
import { associationTypes, statuses } from './namespaces.ts';
import { paired, receivedDocuments } from './received-documents.ts';
import { registered, sha1 } from './registry.ts';
import { replacementErrors, versionKey } from './replacement.ts';
import type { DmpReply } from './reply.ts';
import { submissionErrors } from './submission-checks.ts';
import { registryResponse, statusOf, type XdsError } from './xds-errors.ts';
import { xdsTime } from './xds-time.ts';
import { treeAt } from './xml-tree.ts';

const action = 'urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-bResponse';

/**
 * TD2.1 and TD2.2: deposit of a lot, new documents or replacements (ITI-41; facts, DMP §5). An employee's card makes it a
 * TD2.2, which the structure answers for: the message is the same.
 */
export function deposit(call: Call): DmpReply {
  const unserved = asynchronous(call);
  if (unserved !== undefined) return unserved;
  const documents = receivedDocuments(call.request);
  if ('fault' in documents) return documents;
  const list = treeAt(call.request.body, 'lcm:SubmitObjectsRequest');
  if (list === undefined) return { fault: 'corps_inattendu', detail: 'lcm:SubmitObjectsRequest est absent' };
  const submission = readSubmission(list);
  const { pairs, errors } = paired(submission.documents, documents);
  const found: XdsError[] = [
    ...dmpErrors(call, 'TD2.1'),
    ...errors,
    ...submissionErrors(call, submission),
    ...pairs.flatMap((pair) => contentErrors(call, pair)),
    ...capacityErrors(call, pairs),
    ...replacementErrors(call, submission, pairs),
    ...signatureErrors(call, submission, pairs),
    ...(call.request.soap11 ? [{ error: 'soap11', warning: true } as const] : []),
  ];
  if (statusOf(found) === statusOf([])) register(call, submission, pairs);
  return { action, body: registryResponse(found) };
}

function contentErrors({ directory }: Call, { object, bytes }: LotDocument): XdsError[] {
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
  ];
  return found.filter((one) => one !== undefined).map((one) => ({ ...one, location: object.id }));
}

function capacityErrors({ directory }: Call, documents: readonly LotDocument[]): XdsError[] {
  const size = documents.reduce((total, { bytes }) => total + bytes.length, 0);
  return directory.registry.isFull(size) ? [{ error: 'plein', detail: `${size} octets` }] : [];
}

function differs(object: RegistryObject, slot: string, right: string): XdsError | undefined {
  const [given] = slotValues(object, slot);
  if (given === undefined || given.toLowerCase() === right) return undefined;
  return { error: 'contenu', detail: `${slot} vaut « ${given} », le document reçu donne « ${right} »` };
}

function register(call: Call, submission: Submission, documents: readonly LotDocument[]): void {
  const { registry } = call.directory;
  const ids = new Map<string, string>();
  const idOf = (id: string): string => ids.get(id) ?? id;
  for (const { id } of [...submission.lots, ...submission.documents]) ids.set(id, registry.newId());
  const [lot] = submission.lots;
  registry.register({
    patient: call.patient?.matricule ?? '',
    submitted: xdsTime(call.now),
    ...(lot === undefined ? {} : { lot: { ...lot, id: idOf(lot.id), status: statuses.approved } }),
    documents: documents.map(({ object, bytes }) => {
      const key = keyOf(bytes);
      const entry = { object: registered(object, bytes, idOf(object.id)), bytes };
      return key === undefined ? entry : { ...entry, versionKey: key };
    }),
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

function keyOf(bytes: Buffer): string | undefined {
  const cda = readCda(bytes);
  return typeof cda === 'string' ? undefined : versionKey(cda);
}
