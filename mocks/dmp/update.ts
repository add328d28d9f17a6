import { dmpErrors } from './access.ts';
import type { Call } from './call.ts';
import { type Association, type RegistryObject, readSubmission, type Submission } from './ebrim.ts';
import { lotErrors } from './metadata-checks.ts';
import { metadataUpdate } from './metadata-update.ts';
import { associationTypes, statuses } from './namespaces.ts';
import type { Registration } from './registry.ts';
import type { DmpReply } from './reply.ts';
import { statusUpdate } from './status-update.ts';
import { authorErrors, lotDuplicate, soleLot } from './submission-checks.ts';
import { registryResponse, type XdsError } from './xds-errors.ts';
import { xdsTime } from './xds-time.ts';

/** An update that nothing forbids; done, it gives what joins the registry. */
export type Update = () => Pick<Registration, 'documents'>['documents'];

/** TD3.3: masks, shows, deletes, archives (ITI-57; facts, DMP §6.3). */
export function update(call: Call): DmpReply {
  // Whoever has a right of TD3.3 has this one (PDT-INF-526): the state of the DMP is told once.
  const refused = dmpErrors(call, 'TD3.3c');
  if (refused.length > 0) return answer(refused);
  const submission = readSubmission(call.request.body);
  const { lots, documents, associations } = submission;
  const updates = [
    ...associations.filter(isStatusUpdate).map((link) => statusUpdate(call, submission, link)),
    ...documents.map((object) => metadataUpdate(call, submission, object)),
  ];
  const errors = [...lotsErrors(call, submission), ...updates.flatMap((one) => (typeof one === 'function' ? [] : one))];
  const [lot] = lots;
  const ready = updates.filter((one) => typeof one === 'function');
  if (errors.length === 0 && lot !== undefined) apply(call, lot, ready);
  return answer(errors);
}

function answer(errors: readonly XdsError[]): DmpReply {
  return { action: 'urn:ihe:iti:2010:UpdateDocumentSet-Response', body: registryResponse(errors) };
}

function lotsErrors(call: Call, submission: Submission): XdsError[] {
  const lot = soleLot(submission);
  if ('error' in lot) return [lot];
  return [
    ...(call.directory.registry.isFull(0) ? [{ error: 'plein', detail: 'trop de fiches' } as const] : []),
    ...lotErrors(lot, { patient: call.ins }),
    ...authorErrors(call, lot),
    ...lotDuplicate(call, lot),
    ...contentErrors(submission),
  ];
}

// Two updates of one document in one lot have no order.
function contentErrors({ associations, documents }: Submission): XdsError[] {
  const { hasMember, updateStatus } = associationTypes;
  const targets = [
    ...associations.filter(isStatusUpdate).map(({ target }) => target),
    ...documents.map(({ lid }) => lid),
  ];
  const twice = targets.filter((target, i) => targets.indexOf(target) !== i);
  const others = associations.filter(({ type }) => type !== hasMember && type !== updateStatus);
  return [
    ...(targets.length === 0 ? [{ error: 'metadonnee', detail: 'le lot ne demande aucune mise à jour' } as const] : []),
    ...twice.map((target): XdsError => ({ error: 'operation', detail: `${target} est visé plusieurs fois` })),
    ...others.map(
      ({ id, type }): XdsError => ({ error: 'operation', detail: `associationType « ${type} »`, location: id }),
    ),
  ];
}

function isStatusUpdate({ type }: Association): boolean {
  return type === associationTypes.updateStatus;
}

function apply(call: Call, lot: RegistryObject, updates: readonly Update[]): void {
  const { registry } = call.directory;
  const source = registry.newId();
  const documents = updates.flatMap((one) => [...one()]);
  registry.register({
    patient: call.patient?.matricule ?? '',
    submitted: xdsTime(call.now),
    lot: { ...lot, id: source, status: statuses.approved },
    documents,
    associations: documents.map(({ object }) => ({
      id: registry.newId(),
      type: associationTypes.hasMember,
      source,
      target: object.id,
      slots: [{ name: 'SubmissionSetStatus', values: ['Original'] }],
    })),
  });
}
