import type { Call } from './call.ts';
import { codesOf } from './ebrim.ts';
import { professionalsOf, structuresOf } from './metadata-checks.ts';
import { schemes } from './namespaces.ts';
import type { DocumentEntry } from './registry.ts';

/** True when the caller fed the document, himself or for his structure (facts, DMP §8, notes 8 and 9). */
export function isOwn({ caller }: Call, { object }: DocumentEntry): boolean {
  return caller.actsForStructure
    ? structuresOf(object).includes(caller.structure)
    : professionalsOf(object).includes(caller.vihf.nameId);
}

/** A masked document is for its author and the treating physician (facts, DMP §8, matrix TD3.2). */
export function isVisible(call: Call, entry: DocumentEntry): boolean {
  const masked = codesOf(entry.object, schemes.document.confidentiality).includes('MASQUE_PS');
  return !masked || call.caller.traitant || isOwn(call, entry);
}
