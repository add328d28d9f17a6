import type { Finding } from '../core/index.ts';

/** What a finding is made of; a value that is absent is shown as such. */
interface Discrepancy {
  code: string;
  where: string;
  expected: unknown;
  got: unknown;
  message: string;
  /** French: what mends it. */
  remedy: string;
  severity?: Finding['severity'];
}

/** Makes a finding, `bloquant` unless told. */
export function discrepancy(details: Discrepancy): Finding {
  const { code, where, expected, got, message, remedy, severity = 'bloquant' } = details;
  return { code, severity, where, expected: short(show(expected)), got: short(show(got)), message, remedy };
}

/** Enough of a value to recognise it: a hostile one may weigh megabytes. */
const longest = 2_000;

function short(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}… (${text.length} caractères)`;
}

/** One finding when the values differ, none when they are the same. */
export function unlessEqual(details: Discrepancy): Finding[] {
  return show(details.expected) === show(details.got) ? [] : [discrepancy(details)];
}

/** One finding when the condition does not hold. */
export function unless(holds: boolean, details: Discrepancy): Finding[] {
  return holds ? [] : [discrepancy(details)];
}

/** French text of a value: `absent` for null, undefined and an empty text. */
export function show(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'absent';
  if (Array.isArray(value)) return value.length === 0 ? 'aucun' : value.map(show).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
