/**
 * Le texte du premier élément de ce nom, quel que soit son préfixe.
 *
 * @param {string} xml
 * @param {string} element
 * @returns {string | undefined}
 */
export function textOf(xml, element) {
  return new RegExp(`<(?:\\w+:)?${element}(?:\\s[^>]*)?>([^<]*)<`).exec(xml)?.[1];
}
