import type { Call } from './call.ts';
import type { RegistryObject } from './ebrim.ts';
import type { DmpFault } from './faults.ts';
import type { LotDocument } from './lot-signature.ts';
import type { XdsError } from './xds-errors.ts';
import { attribute, treeAt, treesAt } from './xml-tree.ts';

/** A document as received, under the id that ties it to its metadata. */
export interface ReceivedDocument {
  id: string;
  bytes: Buffer;
  otherCase: boolean;
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

/** Joins each document to what describes it. The official sample differs by the case of an id: taken, with a warning (§5.1). */
export function paired(
  objects: readonly RegistryObject[],
  documents: readonly ReceivedDocument[],
): { pairs: LotDocument[]; errors: XdsError[] } {
  const pairs: LotDocument[] = [];
  const errors: XdsError[] = [];
  const left = new Set(documents);
  for (const object of objects) {
    const same = documents.find(({ id }) => id === object.id);
    const document = same ?? documents.find(({ id }) => id.toLowerCase() === object.id.toLowerCase());
    if (document === undefined) {
      errors.push({ error: 'document_absent', detail: object.id, location: object.id });
      continue;
    }
    left.delete(document);
    pairs.push({ object, bytes: document.bytes });
    if (same === undefined) errors.push(otherCase(`${document.id}, ${object.id}`, object.id));
    if (document.otherCase) errors.push(otherCase(`Content-ID de ${document.id}`, object.id));
  }
  return {
    pairs,
    errors: [...errors, ...[...left].map(({ id }): XdsError => ({ error: 'fiche_absente', detail: id }))],
  };
}

function otherCase(detail: string, location: string): XdsError {
  return { error: 'casse', detail, location, warning: true };
}
