import { professionalsOf, structuresOf } from './authors.ts';
import type { Call } from './call.ts';
import {
  type Association,
  identifier,
  isSignature,
  memberLink,
  type RegistryObject,
  type Submission,
  uniqueIdOf,
} from './ebrim.ts';
import { documentErrors, documentWarnings, lotErrors } from './metadata-checks.ts';
import { associationTypes, schemes } from './namespaces.ts';
import { hides } from './visibility.ts';
import type { XdsError } from './xds-errors.ts';

/** What is wrong in the metadata of a deposit: its lot, its documents, what joins them (ITI-41; facts, DMP §5). */
export function submissionErrors(call: Call, submission: Submission): XdsError[] {
  const { documents } = submission;
  const lot = soleLot(submission);
  if ('error' in lot) return [lot];
  if (documents.length === 0) return [{ error: 'metadonnee', detail: 'le lot n’a pas de document' }];
  const context = { patient: call.ins, parameters: call.parameters };
  return [
    ...lotErrors(lot, context),
    ...authorErrors(call, lot),
    ...documents.flatMap((object) => [...documentErrors(object, context), ...documentWarnings(object)]),
    ...secretErrors(call, documents),
    ...repeatedIds([lot, ...documents]),
    ...submission.associations.flatMap((link) => associationErrors(submission, lot, link)),
    ...documents.flatMap((object) => memberErrors(submission, object)),
    ...duplicates([identifier(lot, schemes.lot.uniqueId), ...documents.map(uniqueIdOf)]),
    ...lotDuplicate(call, lot),
  ];
}

/** The lot of a submission, or why there is not one, and only one. */
export function soleLot({ lots }: Submission): RegistryObject | XdsError {
  const [lot, ...others] = lots;
  if (lot !== undefined && others.length === 0) return lot;
  return { error: 'metadonnee', detail: `il faut un lot (RegistryPackage), il y en a ${lots.length}` };
}

/** A lot has a uniqueId of its own. */
export function lotDuplicate({ directory }: Call, lot: RegistryObject): XdsError[] {
  const id = identifier(lot, schemes.lot.uniqueId);
  return directory.registry.hasLot(id) ? [{ error: 'doublon', detail: id, location: lot.id }] : [];
}

/**
 * Documented refusal: the lot's author is of the structure of the VIHF (facts, DMP §7), which answers for what an employee
 * feeds (TD2.2, note 4). In direct he is the professional himself (§12; that the service refuses another is inferred).
 */
export function authorErrors({ caller }: Call, lot: RegistryObject): XdsError[] {
  const location = lot.id;
  const { nameId } = caller.vihf;
  const other = caller.mode === 'DIRECTE' && !caller.actsForStructure && !professionalsOf(lot).includes(nameId);
  return [
    ...(structuresOf(lot).includes(caller.structure)
      ? []
      : [{ error: 'structure', detail: caller.structure, location } as const]),
    ...(other ? [{ error: 'auteur', detail: nameId, location } as const] : []),
  ];
}

/** What a secret connection allows to deposit (VIHF, confidentiality-code; EX_0.1-1100, EX_2.1-1050; facts, DMP §3, §5.6). */
function secretErrors({ caller }: Call, documents: readonly RegistryObject[]): XdsError[] {
  if (!caller.secret) return [];
  return documents
    .filter((object) => !isSignature(object) && !hides(object, 'INVISIBLE_REPRESENTANTS_LEGAUX'))
    .map(({ id }) => ({ error: 'connexion_secrete', location: id }));
}

function repeatedIds(objects: readonly RegistryObject[]): XdsError[] {
  const ids = objects.map(({ id }) => id);
  const repeated = ids.filter((id, i) => id === '' || ids.indexOf(id) !== i);
  return repeated.map((id) => ({ error: 'metadonnee', detail: `id « ${id} » est absent ou répété`, location: id }));
}

// The three links that the DMP is known to take (facts, DMP §5.1); those of IHE that no source names are refused (inferred).
function associationErrors({ documents }: Submission, lot: RegistryObject, link: Association): XdsError[] {
  const { hasMember, replaces, signs } = associationTypes;
  const location = link.id;
  if (link.type === hasMember) {
    const known = link.source === lot.id && documents.some(({ id }) => id === link.target);
    const detail = `HasMember de « ${link.source} » à « ${link.target} »`;
    return known ? [] : [{ error: 'cible_inconnue', detail, location }];
  }
  if (link.type === replaces || link.type === signs) return [];
  return [{ error: 'metadonnee', detail: `associationType « ${link.type} »`, location }];
}

function memberErrors(submission: Submission, document: RegistryObject): XdsError[] {
  if (memberLink(submission, document.id) !== undefined) return [];
  const detail = 'il faut une association HasMember Original qui joint le lot, et une seule';
  return [{ error: 'metadonnee', detail, location: document.id }];
}

function duplicates(ids: readonly string[]): XdsError[] {
  const repeated = ids.filter((id, i) => id !== '' && ids.indexOf(id) !== i);
  return repeated.map((detail) => ({ error: 'doublon_message', detail }));
}
