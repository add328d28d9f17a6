/**
 * The text of XML without comments nor instructions, its character references decoded: to tell what a file is by words,
 * even one that no parser reads. Each character is looked at once, whatever the text.
 */
export function plainXml(text: string): string {
  return withoutSpans(withoutSpans(text, '<!--', '-->'), '<?', '?>').replaceAll(
    /&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi,
    (_, hex?: string, decimal?: string) => character(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)),
  );
}

function withoutSpans(text: string, opening: string, closing: string): string {
  const kept: string[] = [];
  let from = 0;
  for (let at = text.indexOf(opening); at !== -1; at = text.indexOf(opening, from)) {
    const end = text.indexOf(closing, at + opening.length);
    kept.push(text.slice(from, at));
    // One that does not end hides the rest.
    if (end === -1) return kept.join('');
    from = end + closing.length;
  }
  return kept.join('') + text.slice(from);
}

// Only ASCII counts where kinds are told.
function character(code: number): string {
  return code < 128 ? String.fromCharCode(code) : '?';
}
