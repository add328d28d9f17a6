import type { Call } from './call.ts';
import { type CdaOutline, readCda } from './cda.ts';
import type { Association, Submission } from './ebrim.ts';
import type { LotDocument } from './lot-signature.ts';
import { associationTypes, statuses } from './namespaces.ts';
import type { DocumentEntry } from './registry.ts';
import { isOwn, isVisible } from './visibility.ts';
import type { XdsError } from './xds-errors.ts';

/** A replacement names the entryUUID of an approved document of the same DMP (TD2.1b; facts, DMP §5.1, §15). */
export function replacementErrors(call: Call, submission: Submission, documents: readonly LotDocument[]): XdsError[] {
  const links = submission.associations.filter(({ type }) => type === associationTypes.replaces);
  const repeated = links.filter(({ target }, i) => links.findIndex((one) => one.target === target) !== i);
  return [
    ...links.flatMap((link) => linkErrors(call, link, documents)),
    ...repeated.map(
      ({ id, target }): XdsError => ({ error: 'cible_obsolete', detail: `${target}, deux fois`, location: id }),
    ),
    ...sameVersionErrors(call, documents),
  ];
}

function linkErrors(call: Call, link: Association, documents: readonly LotDocument[]): XdsError[] {
  const location = link.id;
  const source = documents.find(({ object }) => object.id === link.source);
  if (source === undefined) return [{ error: 'cible_inconnue', detail: `sourceObject ${link.source}`, location }];
  const target = call.directory.registry.entry(link.target);
  if (target === undefined) return [{ error: 'cible_inconnue', detail: `targetObject ${link.target}`, location }];
  if (target.patient !== call.patient?.matricule) {
    return [{ error: 'patient_different', detail: link.target, location }];
  }
  // A masked document does not exist for who may not see it.
  if (!isVisible(call, target)) {
    return [{ error: 'cible_inconnue', detail: `targetObject ${link.target}`, location }];
  }
  if (target.object.status !== statuses.approved) {
    return [{ error: 'cible_obsolete', detail: `${link.target}, ${target.object.status}`, location }];
  }
  return [
    ...versionWarnings(source, target).map(
      (detail): XdsError => ({ error: 'version_document', detail, location, warning: true }),
    ),
    // That the service keeps replacements to the author is not documented (facts, DMP §8, rule 6, names other acts).
    ...(isOwn(call, target)
      ? []
      : [{ error: 'remplace_autrui', detail: link.target, location, warning: true } as const]),
  ];
}

// setId is constant, versionNumber grows and relatedDocument names the former one (facts, CDA §11). That the service reads
// the CDA for it is not documented: a warning.
function versionWarnings(source: LotDocument, target: DocumentEntry): string[] {
  const [next, former] = [readCda(source.bytes), readCda(target.bytes)];
  if (typeof next === 'string' || typeof former === 'string') return [];
  const differs = next.setId !== former.setId && former.setId !== '';
  const grows = former.version === '' || Number(next.version) > Number(former.version);
  const related = next.replaces.includes(former.id);
  return [
    differs ? `setId « ${next.setId} » au lieu de « ${former.setId} »` : '',
    grows ? '' : `versionNumber ${next.version || 'absent'} après ${former.version}`,
    related ? '' : `relatedDocument RPLC ne nomme pas ${former.id}`,
  ].filter((detail) => detail !== '');
}

// Rule of consumers of versions: the same setId and versionNumber is refused (facts, CDA §11).
function sameVersionErrors(call: Call, documents: readonly LotDocument[]): XdsError[] {
  const held = call.directory.registry.of(call.patient?.matricule ?? '');
  return documents.flatMap(({ object, bytes }): XdsError[] => {
    const cda = readCda(bytes);
    if (typeof cda === 'string' || versionKey(cda) === undefined) return [];
    const same = held.some((one) => one.versionKey === versionKey(cda) && one.object.status !== statuses.deleted);
    const detail = `setId ${cda.setId}, versionNumber ${cda.version}`;
    return same ? [{ error: 'meme_version', detail, location: object.id }] : [];
  });
}

/** What tells a version of a document from the others: its setId and its versionNumber; undefined without both. */
export function versionKey({ setId, version }: CdaOutline): string | undefined {
  return setId === '' || version === '' ? undefined : `${setId} ${version}`;
}
