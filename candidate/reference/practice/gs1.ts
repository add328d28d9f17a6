/** FNC1, as readers give it: GS, ASCII 29. */
export const fnc1 = '\u001d';

/** Identifiers whose value has a length known beforehand (GS1 General Specifications, §7.8.4); the others end at FNC1. */
const fixed: Readonly<Record<string, number>> = { '01': 14, '11': 6, '15': 6, '17': 6 };
const variable = ['10', '21'];

/** Reads a GS1 datamatrix; a value is missing when the code does not hold it, null when it is no such code. */
export function readGs1(
  scanned: string,
  options: { separators: boolean } = { separators: true },
): Map<string, string> | null {
  // Some readers are set to write FNC1 in letters. « ]d2 » says GS1 datamatrix.
  const given = scanned.trim().replaceAll('<GS>', fnc1).replace(/^\]d2/, '');
  const text = given.startsWith(fnc1) ? given.slice(1) : given;
  const values = new Map<string, string>();
  for (let at = 0; at < text.length; ) {
    const id = text.slice(at, at + 2);
    const length = fixed[id] ?? (variable.includes(id) ? lengthTo(text, at + 2, options.separators) : 0);
    if (length === 0) return null;
    values.set(id, text.slice(at + 2, at + 2 + length).replaceAll(fnc1, ''));
    at += 2 + length;
    if (text[at] === fnc1) at += 1;
  }
  return values;
}

function lengthTo(text: string, from: number, separators: boolean): number {
  const end = separators ? text.indexOf(fnc1, from) : -1;
  return (end < 0 ? text.length : end) - from;
}

/** `AAMMJJ` as a date `AAAA-MM-JJ`; day 00 is the last of the month (GS1 §3.4.4). */
export function expiryDate(expiry: string): string {
  const [year, month, day] = [0, 2, 4].map((at) => Number(expiry.slice(at, at + 2))) as [number, number, number];
  const at = day === 0 ? new Date(Date.UTC(2000 + year, month, 0)) : new Date(Date.UTC(2000 + year, month - 1, day));
  return at.toISOString().slice(0, 10);
}
