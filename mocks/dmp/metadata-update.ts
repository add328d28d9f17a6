import { consultationErrors } from './access.ts';
import { type Call, matrixRefusal } from './call.ts';
import {
  classified,
  codesOf,
  identifier,
  memberLink,
  type RegistryObject,
  type Submission,
  slotValues,
  uniqueIdOf,
} from './ebrim.ts';
import { documentErrors } from './metadata-checks.ts';
import { schemes, statuses } from './namespaces.ts';
import { type DocumentEntry, registered } from './registry.ts';
import type { DmpRight } from './rights.ts';
import type { Update } from './update.ts';
import { actFacts, hides, hidingCodes, isVisible } from './visibility.ts';
import type { XdsError } from './xds-errors.ts';

const { document: scheme } = schemes;

/**
 * TD3.3a and TD3.3b: new metadata take the place of the current ones. Same logical id, new entryUUID, next version, the former
 * version is deprecated (facts, DMP §6.3).
 */
export function metadataUpdate(call: Call, submission: Submission, object: RegistryObject): Update | XdsError[] {
  const { registry } = call.directory;
  const location = object.id;
  const current = registry.current(object.lid);
  if (current === undefined || current.patient !== call.patient?.matricule || !isVisible(call, current)) {
    return [{ error: 'cible_inconnue', detail: `lid « ${object.lid} »`, location }];
  }
  const errors = [
    ...versionErrors(submission, current, object),
    ...frozenErrors(current.object, object),
    ...documentErrors(object, { patient: call.ins, parameters: call.parameters }),
    ...changeErrors(call, current, object),
  ];
  if (errors.length > 0) return errors;
  return () => {
    registry.setStatus(current, statuses.deprecated);
    const { bytes, versionKey } = current;
    const { lid, version } = current.object;
    const next = { ...registered(object, bytes, registry.newId()), lid, version: String(Number(version) + 1) };
    return [{ object: next, bytes, ...(versionKey === undefined ? {} : { versionKey }) }];
  };
}

function versionErrors(submission: Submission, { object: current }: DocumentEntry, next: RegistryObject): XdsError[] {
  const location = next.id;
  const link = memberLink(submission, next.id);
  if (link === undefined) {
    return [{ error: 'metadonnee', detail: 'il faut une association HasMember Original, et une seule', location }];
  }
  const previous = slotValues(link, 'PreviousVersion').join();
  const detail = `« ${previous} » au lieu de « ${current.version} »`;
  return [
    ...(previous === current.version ? [] : [{ error: 'version', detail, location } as const]),
    ...(current.status === statuses.approved
      ? []
      : [{ error: 'mise_a_jour', detail: `le document est ${current.status}`, location } as const]),
    ...(['', statuses.approved].includes(next.status)
      ? []
      : [{ error: 'mise_a_jour', detail: `status « ${next.status} » au lieu d’Approved`, location } as const]),
  ];
}

/**
 * What an update keeps. The identifiers and what the repository computed are of IHE (ITI TF-2 §3.57); the other metadata are
 * inferred: the only updates that the DMP offers are of visibility.
 */
function frozenErrors(current: RegistryObject, next: RegistryObject): XdsError[] {
  const location = next.id;
  const slot = (object: RegistryObject, name: string): string => slotValues(object, name).join();
  const given = (name: string): boolean => slotValues(next, name).length > 0;
  const codes = (object: RegistryObject): string =>
    [scheme.class, scheme.type, scheme.format, scheme.facility, scheme.practice, scheme.event]
      .map((one) => codesOf(object, one).join())
      .join('|');
  const authors = (object: RegistryObject): string =>
    classified(object, scheme.author)
      .map((one) => slotValues(one, 'authorPerson').join())
      .join('|');
  const changed: ReadonlyArray<readonly [boolean, string]> = [
    ...['hash', 'size', 'repositoryUniqueId'].map(
      (name) => [given(name) && slot(next, name) !== slot(current, name), name] as const,
    ),
    [slot(next, 'creationTime') !== slot(current, 'creationTime'), 'creationTime'],
    [next.mimeType !== current.mimeType, 'mimeType'],
    [next.title !== current.title, 'le titre'],
    [codes(next) !== codes(current), 'un code autre que confidentialityCode'],
    [authors(next) !== authors(current), 'authorPerson'],
  ];
  const other = uniqueIdOf(next) !== uniqueIdOf(current);
  return [
    ...(other ? [{ error: 'identifiant', detail: uniqueIdOf(next), location } as const] : []),
    ...(identifier(next, scheme.patientId).split('^')[0] === identifier(current, scheme.patientId).split('^')[0]
      ? []
      : [{ error: 'identifiant', detail: identifier(next, scheme.patientId), location } as const]),
    ...changed
      .filter(([differs]) => differs)
      .map(([, name]): XdsError => ({ error: 'mise_a_jour', detail: `${name} ne peut pas changer`, location })),
  ];
}

/** Which transaction a change of codes is, and whether the caller has the right to it (facts, DMP §8). */
function changeErrors(call: Call, current: DocumentEntry, next: RegistryObject): XdsError[] {
  const location = next.id;
  const levels = (object: RegistryObject): string =>
    codesOf(object, scheme.confidentiality)
      .filter((code) => !(hidingCodes as readonly string[]).includes(code))
      .join();
  if (levels(current.object) !== levels(next)) {
    return [{ error: 'mise_a_jour', detail: 'le niveau de confidentialité ne peut pas changer', location }];
  }
  const rights = rightsOf(current.object, next);
  if (typeof rights === 'string') return [{ error: 'mise_a_jour', detail: rights, location }];
  return rights.flatMap((right) => rightErrors(call, right, current)).map((one) => ({ ...one, location }));
}

// TD3.3b makes a document visible; no transaction hides it from the patient once it was not (facts, DMP §1; inferred).
function rightsOf(current: RegistryObject, next: RegistryObject): DmpRight[] | string {
  const rights: DmpRight[] = [];
  for (const code of hidingCodes) {
    const [before, after] = [hides(current, code), hides(next, code)];
    if (before === after) continue;
    if (code === 'MASQUE_PS') rights.push(after ? 'TD3.3a' : 'TD3.3a démasquer');
    else if (after) return `un document ne devient pas ${code}`;
    else rights.push('TD3.3b');
  }
  return rights.length === 0 ? 'les codes de visibilité ne changent pas' : rights;
}

function rightErrors(call: Call, right: DmpRight, entry: DocumentEntry): XdsError[] {
  const refused = consultationErrors(call, right);
  if (refused.length > 0) return refused;
  const refusal = matrixRefusal(call, right, actFacts(call, entry));
  return refusal === undefined ? [] : [{ error: 'droits', detail: refusal }];
}
