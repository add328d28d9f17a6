import type { Delimiters } from './delimiters.ts';

/** An escape of a value, or what looks like one. */
export interface Escape {
  /** What follows the escape character, up to the next one. */
  sequence: string;
  /** True for an escape of HL7 v2, even one that is not undone here. */
  known: boolean;
  /** False when no other escape character follows. */
  closed: boolean;
}

/** Undoes the escapes of a value (HL7 v2, §2.7); those of a presentation are dropped, what is no escape stays. */
export function unescaped(text: string, delimiters: Delimiters): string {
  const { escaping } = delimiters;
  if (!text.includes(escaping)) return text;
  const { start, escapes } = scanned(text, delimiters);
  const written = escapes.map(({ sequence, known, meant, tail }) =>
    meant === undefined ? escaping + sequence + (known ? escaping : '') + tail : meant + tail,
  );
  return start + written.join('');
}

/** The escapes of a value, in order. */
export function escapesOf(text: string, delimiters: Delimiters): Escape[] {
  return text.includes(delimiters.escaping) ? scanned(text, delimiters).escapes : [];
}

interface Scanned extends Escape {
  /** What it is replaced by; undefined where it stays as it is. */
  meant: string | undefined;
  /** The text up to the next escape. */
  tail: string;
}

// The character that closes what is no escape may open the next one: `\l\F\` is `\l` and a field separator.
function scanned(text: string, delimiters: Delimiters): { start: string; escapes: Scanned[] } {
  const [start = '', ...parts] = text.split(delimiters.escaping);
  const escapes: Scanned[] = [];
  let i = 0;
  while (i < parts.length) {
    const sequence = parts[i] ?? '';
    const closed = i + 1 < parts.length;
    const meant = closed ? meaning(sequence, delimiters) : undefined;
    const known = meant !== undefined || (closed && untouched.test(sequence));
    escapes.push({ sequence, known, closed, meant, tail: known ? (parts[i + 1] ?? '') : '' });
    i += known ? 2 : 1;
  }
  return { start, escapes };
}

/** Escapes that are not undone: of a character set, of a layout, or agreed between two applications. */
const untouched =
  /^(?:C[0-9A-F]{4}|M[0-9A-F]{4}(?:[0-9A-F]{2})?|Z[^\r\n]{0,200}|\.(?:fi|nf|ce)|\.(?:sp|in|ti|sk) ?[+-]?\d{0,3})$/;

function meaning(
  sequence: string,
  { field, component, subcomponent, repetition, escaping }: Delimiters,
): string | undefined {
  const simple: Record<string, string> = {
    F: field,
    S: component,
    T: subcomponent,
    R: repetition,
    E: escaping,
    H: '',
    N: '',
    '.br': '\n',
  };
  if (Object.hasOwn(simple, sequence)) return simple[sequence];
  const bytes = /^X((?:[0-9A-Fa-f]{2}){1,64})$/.exec(sequence)?.[1];
  return bytes === undefined ? undefined : Buffer.from(bytes, 'hex').toString('latin1');
}
