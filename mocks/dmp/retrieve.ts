import { escapeXml } from '../../core/index.ts';
import { consultationErrors } from './access.ts';
import { asynchronous } from './asynchronous.ts';
import type { Call } from './call.ts';
import { uniqueIdOf } from './ebrim.ts';
import { dmpOids, dmpNamespaces as ns } from './namespaces.ts';
import type { DocumentEntry } from './registry.ts';
import { cidOf, type DmpReply, type ReplyPart } from './reply.ts';
import { isVisible } from './visibility.ts';
import { partialSuccess, registryResponse, statusOf, type XdsError } from './xds-errors.ts';
import { textAt, treesAt } from './xml-tree.ts';

/** Longest answer, in bytes of documents: one request may not ask for one document a thousand times (inferred). */
const longest = 64 * 1024 * 1024;

/** TD3.2: the documents asked, in MTOM (ITI-43; facts, DMP §6.2). */
export function retrieve(call: Call): DmpReply {
  const unserved = asynchronous(call);
  if (unserved !== undefined) return unserved;
  const asked = treesAt(call.request.body, 'xds:DocumentRequest').map((tree) => ({
    repository: textAt(tree, 'xds:RepositoryUniqueId'),
    uniqueId: textAt(tree, 'xds:DocumentUniqueId'),
  }));
  if (asked.length === 0) return { fault: 'corps_inattendu', detail: 'aucun xds:DocumentRequest' };
  const refused = consultationErrors(call, 'TD3.2');
  const found = refused.length > 0 ? refused : asked.map((one) => find(call, one));
  const entries = found.filter((one) => 'object' in one);
  const size = entries.reduce((total, { bytes }) => total + bytes.length, 0);
  if (size > longest) return answer([{ error: 'reponse_trop_grande', detail: `${size} octets` }], []);
  return answer(
    found.filter((one) => 'error' in one),
    entries,
  );
}

function find(
  call: Call,
  { repository, uniqueId }: { repository: string; uniqueId: string },
): DocumentEntry | XdsError {
  if (repository !== dmpOids.repository) return { error: 'depot_inconnu', detail: repository, location: uniqueId };
  const entry = call.directory.registry.document(uniqueId, call.patient?.matricule ?? '');
  if (entry === undefined) return { error: 'document_inconnu', detail: uniqueId, location: uniqueId };
  if (isVisible(call, entry)) return entry;
  return { error: 'droits', detail: `le document ${uniqueId} est masqué aux professionnels`, location: uniqueId };
}

function answer(errors: readonly XdsError[], entries: readonly DocumentEntry[]): DmpReply {
  const parts = entries.map(
    ({ object, bytes }, i): ReplyPart => ({ id: `${i + 1}@urn:ihe:iti:xds-b:2007`, mediaType: object.mimeType, bytes }),
  );
  const status = errors.length > 0 && entries.length > 0 ? partialSuccess : statusOf(errors);
  const documents = entries.map((entry, i) => documentResponse(entry, parts[i]?.id ?? ''));
  return {
    action: 'urn:ihe:iti:2007:RetrieveDocumentSetResponse',
    body: `<xds:RetrieveDocumentSetResponse xmlns:xds="${ns.xds}">${registryResponse(errors, status)}${documents.join('')}</xds:RetrieveDocumentSetResponse>`,
    parts,
  };
}

function documentResponse({ object }: DocumentEntry, id: string): string {
  return (
    `<xds:DocumentResponse><xds:RepositoryUniqueId>${dmpOids.repository}</xds:RepositoryUniqueId>` +
    `<xds:DocumentUniqueId>${escapeXml(uniqueIdOf(object))}</xds:DocumentUniqueId>` +
    `<xds:mimeType>${escapeXml(object.mimeType)}</xds:mimeType>` +
    `<xds:Document><xop:Include xmlns:xop="${ns.xop}" href="${cidOf(id)}"/></xds:Document></xds:DocumentResponse>`
  );
}
