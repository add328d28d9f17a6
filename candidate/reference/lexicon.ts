/** Upper case, no diacritics, no ligatures: the lexical rules of INSi (SEL-MP-043 §2). Nothing else is dropped. */
export function toInsiText(text: string): string {
  return withoutDiacritics(expandLigatures(text.replaceAll('’', "'").trim().replace(/\s+/g, ' ').toUpperCase()));
}

/** Upper case only: what a product that forgets the diacritics sends. */
export function toUpperText(text: string): string {
  return text.replaceAll('’', "'").trim().replace(/\s+/g, ' ').toUpperCase();
}

/** Form under which two names are the same: hyphens and apostrophes are spaces (EXI ID 10, INS/va1.25). */
export function toComparable(text: string): string {
  return toInsiText(text)
    .replace(/[-' ]+/g, ' ')
    .trim();
}

/**
 * Part of the INSi list that the local first name is the start of, as INSi writes it; null when it is not (EXI ID 10).
 *
 * `PIERRE ALAIN` starts `PIERRE-ALAIN MURIEL`; `MICHEL` does not start `MICHELANGELO`.
 */
export function startOfList(firstName: string, list: string): string | null {
  const local = toInsiText(firstName).replace(/[-']/g, ' ');
  const returned = `${list.replace(/[-']/g, ' ')} `;
  return local !== '' && returned.startsWith(`${local} `) ? list.slice(0, local.length) : null;
}

/** Control key of a matricule, or null when it has not the shape of one; Corsica's `2A` counts as 19, `2B` as 18. */
export function controlKey(numero: string): string | null {
  if (!/^\d{5}(\d\d|2[AB])\d{6}$/.test(numero)) return null;
  const remainder = BigInt(numero.replace('2A', '19').replace('2B', '18')) % 97n;
  return (97n - remainder).toString().padStart(2, '0');
}

function expandLigatures(text: string): string {
  return text.replaceAll('Œ', 'OE').replaceAll('Æ', 'AE');
}

function withoutDiacritics(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '');
}
