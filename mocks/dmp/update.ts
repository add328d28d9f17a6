import { dmpErrors } from './access.ts';
import type { Call } from './call.ts';
import { lotDuplicate } from './deposit.ts';
import {
  type Association,
  codesOf,
  type RegistryObject,
  readSubmission,
  type Submission,
  slotValues,
  uniqueIdOf,
} from './ebrim.ts';
import { documentErrors, lotErrors } from './metadata-checks.ts';
import { associationTypes, type DocumentStatus, schemes, statuses } from './namespaces.ts';
import { type DocumentEntry, registered } from './registry.ts';
import type { DmpReply } from './reply.ts';
import type { DmpRight } from './rights.ts';
import { isOwn } from './visibility.ts';
import { registryResponse, type XdsError } from './xds-errors.ts';
import { xdsTime } from './xds-time.ts';

const { confidentiality } = schemes.document;

/** What each change of status is (facts, DMP §6.3): deletion is logical. */
const changes: ReadonlyArray<{ from: readonly DocumentStatus[]; to: DocumentStatus; right: DmpRight }> = [
  { from: [statuses.approved, statuses.archived], to: statuses.deleted, right: 'TD3.3c' },
  { from: [statuses.approved], to: statuses.archived, right: 'TD3.3d' },
  { from: [statuses.archived], to: statuses.approved, right: 'TD3.3d' },
];

/** An update that nothing forbids; done, it gives the id of the metadata that it made, if any. */
type Update = () => string | undefined;

/** TD3.3: masks, shows, deletes, archives (ITI-57; facts, DMP §6.3). */
export function update(call: Call): DmpReply {
  const submission = readSubmission(call.request.body);
  const [lot, other] = submission.lots;
  const changed = submission.associations
    .filter(({ type }) => type === associationTypes.updateStatus)
    .map((one) => statusUpdate(call, one));
  const edited = submission.documents.map((object) => metadataUpdate(call, submission, object));
  const all = [...changed, ...edited];
  const errors = [
    ...(lot === undefined || other !== undefined
      ? [{ error: 'metadonnee', detail: 'il faut un lot (RegistryPackage)' } as const]
      : [...lotErrors(lot, call.ins), ...lotDuplicate(call, lot)]),
    ...(all.length === 0 ? [{ error: 'metadonnee', detail: 'le lot ne demande aucune mise à jour' } as const] : []),
    ...all.flatMap((one) => (typeof one === 'function' ? [] : one)),
  ];
  const updates = all.filter((one) => typeof one === 'function');
  if (errors.length === 0 && lot !== undefined) apply(call, lot, updates);
  return { action: 'urn:ihe:iti:2010:UpdateDocumentSet-Response', body: registryResponse(errors) };
}

function apply(call: Call, lot: RegistryObject, updates: readonly Update[]): void {
  const { registry } = call.directory;
  const source = registry.newId();
  const members = updates.map((one) => one()).filter((id) => id !== undefined);
  registry.register({
    patient: call.patient?.matricule ?? '',
    submitted: xdsTime(call.now),
    lot: { ...lot, id: source, status: statuses.approved },
    documents: [],
    associations: members.map((target) => ({
      id: registry.newId(),
      type: associationTypes.hasMember,
      source,
      target,
      slots: [{ name: 'SubmissionSetStatus', values: ['Original'] }],
    })),
  });
}

function statusUpdate(call: Call, link: Association): Update | XdsError[] {
  const location = link.target;
  const [to] = slotValues(link, 'NewStatus');
  const [from] = slotValues(link, 'OriginalStatus');
  const change = changes.find((one) => one.to === to && one.from.some((status) => status === from));
  if (change === undefined) return [{ error: 'mise_a_jour', detail: `de ${from ?? ''} à ${to ?? ''}`, location }];
  const refused = dmpErrors(call, change.right);
  if (refused.length > 0) return refused;
  const entry = call.directory.registry.entry(link.target);
  if (entry === undefined || entry.patient !== call.patient?.matricule) {
    return [{ error: 'cible_inconnue', detail: link.target, location }];
  }
  if (entry.object.status !== from) {
    return [{ error: 'mise_a_jour', detail: `le statut est ${entry.object.status}, non ${from}`, location }];
  }
  const archivist = change.right === 'TD3.3d' && call.caller.traitant;
  if (!archivist && !isOwn(call, entry)) return notOwn(link.target);
  return () => {
    call.directory.registry.setStatus(entry, change.to);
    return undefined;
  };
}

/** The new metadata take the place of the current ones: same logical id, new entryUUID, next version (facts, DMP §6.3). */
function metadataUpdate(call: Call, submission: Submission, object: RegistryObject): Update | XdsError[] {
  const { registry } = call.directory;
  const current = registry
    .of(call.patient?.matricule ?? '')
    .findLast(({ object: one }) => object.lid !== '' && one.lid === object.lid);
  if (current === undefined) return [{ error: 'cible_inconnue', detail: `lid « ${object.lid} »`, location: object.id }];
  const errors = [
    ...updateRights(call, current, object),
    ...versionErrors(submission, current, object),
    ...documentErrors(object, call.ins),
  ];
  if (errors.length > 0) return errors;
  return () => {
    registry.setStatus(current, statuses.deprecated);
    const { lid, version } = current.object;
    const next = registered(object, current.bytes, registry.newId());
    registry.register({
      patient: current.patient,
      submitted: xdsTime(call.now),
      documents: [{ object: { ...next, lid, version: String(Number(version) + 1) }, bytes: current.bytes }],
      associations: [],
    });
    return next.id;
  };
}

function updateRights(call: Call, { object: current, ...rest }: DocumentEntry, next: RegistryObject): XdsError[] {
  const before = codesOf(current, confidentiality);
  const after = codesOf(next, confidentiality);
  const hides = after.includes('MASQUE_PS') && !before.includes('MASQUE_PS');
  const unmasks = before.includes('MASQUE_PS') && !after.includes('MASQUE_PS');
  const refused = dmpErrors(call, hides || unmasks ? 'TD3.3a' : 'TD3.3b');
  if (refused.length > 0) return refused;
  // Masking is open to all; unmasking to the author and the treating physician (facts, DMP §8, note 8).
  const allowed = !unmasks || call.caller.traitant || isOwn(call, { object: current, ...rest });
  return allowed ? [] : notOwn(next.id);
}

function versionErrors(
  { associations }: Submission,
  { object: current }: DocumentEntry,
  next: RegistryObject,
): XdsError[] {
  const link = associations.find(({ type, target }) => type === associationTypes.hasMember && target === next.id);
  const [previous = ''] = link === undefined ? [] : slotValues(link, 'PreviousVersion');
  const location = next.id;
  const detail = `« ${previous} » au lieu de « ${current.version} »`;
  return [
    ...(previous === current.version ? [] : [{ error: 'version', detail, location } as const]),
    ...(uniqueIdOf(next) === uniqueIdOf(current)
      ? []
      : [{ error: 'identifiant', detail: uniqueIdOf(next), location } as const]),
    ...(current.status === statuses.approved
      ? []
      : [{ error: 'mise_a_jour', detail: `le document est ${current.status}`, location } as const]),
  ];
}

function notOwn(location: string): XdsError[] {
  return [{ error: 'droits', detail: 'seul l’auteur du document le peut', location }];
}
