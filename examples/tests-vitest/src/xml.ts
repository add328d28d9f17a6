/** Le texte du premier élément de ce nom, quel que soit son préfixe. */
export function textOf(xml: string, element: string): string | undefined {
  return new RegExp(`<(?:\\w+:)?${element}(?:\\s[^>]*)?>([^<]*)<`).exec(xml)?.[1];
}

/** Échappe un texte pour le mettre dans du XML. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
