import { consultationErrors, dmpErrors } from './access.ts';
import { isPatientDocument } from './authors.ts';
import { type Call, matrixRefusal } from './call.ts';
import { type Association, type Submission, slotValues } from './ebrim.ts';
import { type DocumentStatus, statuses } from './namespaces.ts';
import type { DocumentEntry } from './registry.ts';
import type { Update } from './update.ts';
import { actFacts, isVisible } from './visibility.ts';
import type { XdsError } from './xds-errors.ts';

type StatusRight = 'TD3.3c' | 'TD3.3d';

/** What each change of status is (facts, DMP §6.3): deletion is logical, and has no way back. */
const changes: ReadonlyArray<{ from: DocumentStatus; to: DocumentStatus; right: StatusRight }> = [
  { from: statuses.approved, to: statuses.deleted, right: 'TD3.3c' },
  { from: statuses.archived, to: statuses.deleted, right: 'TD3.3c' },
  { from: statuses.approved, to: statuses.archived, right: 'TD3.3d' },
  { from: statuses.archived, to: statuses.approved, right: 'TD3.3d' },
];

/** TD3.3c and TD3.3d: a document, by its entryUUID, goes from its present status to another (facts, DMP §6.3). */
export function statusUpdate(call: Call, { lots }: Submission, link: Association): Update | XdsError[] {
  const location = link.target;
  const [to = '', ...otherTo] = slotValues(link, 'NewStatus');
  const [from = '', ...otherFrom] = slotValues(link, 'OriginalStatus');
  const change = changes.find((one) => one.to === to && one.from === from);
  if (change === undefined || otherTo.length + otherFrom.length > 0) {
    return [{ error: 'mise_a_jour', detail: `de « ${from} » à « ${to} »`, location }];
  }
  if (!lots.some(({ id }) => id === link.source)) {
    return [{ error: 'cible_inconnue', detail: `sourceObject ${link.source}`, location }];
  }
  const entry = call.directory.registry.entry(link.target);
  // A masked document does not exist for who may not see it.
  if (entry === undefined || entry.patient !== call.patient?.matricule || !isVisible(call, entry)) {
    return [{ error: 'cible_inconnue', detail: link.target, location }];
  }
  if (entry.object.status !== from) {
    return [{ error: 'mise_a_jour', detail: `le statut est ${entry.object.status}, non ${from}`, location }];
  }
  const refused = rightErrors(call, change.right, entry);
  if (refused.length > 0) return refused;
  return () => {
    call.directory.registry.setStatus(entry, change.to);
    return [];
  };
}

/** One's own documents (notes 8 and 9); of a patient's, the treating physician alone (facts, DMP §8, rule 6, note *). */
function rightErrors(call: Call, right: StatusRight, entry: DocumentEntry): XdsError[] {
  const location = entry.object.id;
  // Deleting what one fed asks for no authorisation (facts, DMP §8, rule 1).
  const refused = right === 'TD3.3c' ? dmpErrors(call, right) : consultationErrors(call, right);
  if (refused.length > 0) return refused.map((one) => ({ ...one, location }));
  if (isPatientDocument(entry.object)) {
    if (!call.matrix || call.caller.traitant) return [];
    return [{ error: 'droits', detail: 'un document du patient n’est ouvert qu’au médecin traitant', location }];
  }
  const refusal = matrixRefusal(call, right, actFacts(call, entry));
  return refusal === undefined ? [] : [{ error: 'droits', detail: refusal, location }];
}
