import { professionalsOf, structuresOf } from './authors.ts';
import type { Call } from './call.ts';
import { codesOf, type RegistryObject } from './ebrim.ts';
import { schemes } from './namespaces.ts';
import type { DocumentEntry } from './registry.ts';
import type { ActFacts } from './rights.ts';

/** Codes that hide a document (JDV_J58; facts, DMP §5.6). */
export const hidingCodes = ['MASQUE_PS', 'INVISIBLE_PATIENT', 'INVISIBLE_REPRESENTANTS_LEGAUX'] as const;
export type HidingCode = (typeof hidingCodes)[number];

/** True when a document bears a code that hides it. */
export function hides(object: RegistryObject, code: HidingCode): boolean {
  return codesOf(object, schemes.document.confidentiality).includes(code);
}

/** True when the caller fed the document, himself or for his structure (facts, DMP §8, notes 6, 8 and 9). */
export function isOwn({ caller }: Call, { object }: Pick<DocumentEntry, 'object'>): boolean {
  return caller.actsForStructure
    ? structuresOf(object).includes(caller.structure)
    : professionalsOf(object).includes(caller.vihf.nameId);
}

/** What the conditions of the matrix are about, for a document (facts, DMP §8, notes 6 to 9). */
export function actFacts(call: Call, entry: Pick<DocumentEntry, 'object'>): ActFacts {
  const own = isOwn(call, entry);
  const { accesMasques } = call.patient ?? {};
  const agreed = call.caller.access === 'bris_de_glace' ? accesMasques?.brisDeGlace : accesMasques?.centre15;
  return { own, ofStructure: own, agreed: agreed === true };
}

/**
 * A masked document is for its author and the treating physician; in the regulation centre and when the glass is broken, if the
 * patient allowed it (facts, DMP §8, TD3.2 masked). INVISIBLE_PATIENT and INVISIBLE_REPRESENTANTS_LEGAUX hide nothing from
 * professionals. The signature of a lot, which bears MASQUE_PS (§5.7), follows the same rule (inferred).
 */
export function isVisible(call: Call, entry: Pick<DocumentEntry, 'object'>): boolean {
  if (!hides(entry.object, 'MASQUE_PS') || isOwn(call, entry)) return true;
  return call.caller.refusal('TD3.2 masqué', actFacts(call, entry)) === undefined;
}
