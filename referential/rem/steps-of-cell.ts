const bullet = /^\s*(?:[-–•*·]|\d{1,2}\s*[.)\-/]|étape\s*\d*\s*:?)\s*/i;

/**
 * The steps of a conformity scenario, as the cell of a workbook lists them: a line each, or separated by « ; » where
 * there is but one line. Empty for an empty cell.
 */
export function stepsOfCell(text: string): string[] {
  const lines = parts(text, /\r?\n/);
  return lines.length > 1 ? lines : parts(text, /\s;\s/);
}

function parts(text: string, between: RegExp): string[] {
  return text
    .split(between)
    .map((part) => part.replace(bullet, '').replaceAll(/\s+/g, ' ').trim())
    .filter((part) => part !== '');
}
