/** What delimits the parts of a message (HL7 v2, chapter 2, §2.5.4). */
interface Delimiters {
  field: string;
  component: string;
  repetition: string;
  escaping: string;
  subcomponent: string;
}

/** One occurrence of a field. */
export class Repetition {
  /** From 1. */
  readonly rank: number;
  readonly #components: readonly string[];
  readonly #delimiters: Delimiters;

  constructor(raw: string, rank: number, delimiters: Delimiters) {
    this.rank = rank;
    this.#components = raw.split(delimiters.component);
    this.#delimiters = delimiters;
  }

  /** Text of a component, or of one of its subcomponents: the first one unless told. Escapes are undone, spaces around are not text. */
  get(component: number, subcomponent = 1): string {
    const raw = this.#components[component - 1] ?? '';
    const part = raw.split(this.#delimiters.subcomponent)[subcomponent - 1] ?? '';
    return unescaped(part, this.#delimiters).trim();
  }
}

/** One segment. */
export class Segment {
  readonly name: string;
  /** Rank among the segments of its name, from 1. */
  readonly rank: number;
  /** Rank in the message, from 1. */
  readonly position: number;
  readonly #fields: readonly string[];
  readonly #delimiters: Delimiters;

  constructor(raw: string, { rank, position, delimiters }: { rank: number; position: number; delimiters: Delimiters }) {
    this.#fields = fieldsOf(raw, delimiters);
    this.#delimiters = delimiters;
    this.name = this.#fields[0] ?? '';
    this.rank = rank;
    this.position = position;
  }

  /** The field as it was written. */
  raw(field: number): string {
    return this.#fields[field] ?? '';
  }

  /** The occurrences of a field; none when it is empty. */
  repetitions(field: number): Repetition[] {
    const raw = this.raw(field);
    if (raw === '') return [];
    return raw.split(this.#delimiters.repetition).map((one, i) => new Repetition(one, i + 1, this.#delimiters));
  }

  /** Text of the first occurrence of a field. */
  get(field: number, component = 1, subcomponent = 1): string {
    return this.repetitions(field)[0]?.get(component, subcomponent) ?? '';
  }

  /** `PID[1]-3[2].4.1`: where a value stands. */
  at(field: number, { repetition, component, subcomponent }: Place = {}): string {
    const rank = repetition === undefined ? '' : `[${repetition}]`;
    const within = [component, subcomponent].filter((one) => one !== undefined).map((one) => `.${one}`);
    return `${this.name}[${this.rank}]-${field}${rank}${within.join('')}`;
  }
}

/** Where in a field. */
interface Place {
  repetition?: number | undefined;
  component?: number | undefined;
  subcomponent?: number | undefined;
}

/** A message that could be read. */
export interface Hl7Message {
  segments: readonly Segment[];
  header: Segment;
  /** MSH-18 as it was written; empty when it was not. */
  charset: string;
  /** True when the bytes are not of the character set that MSH-18 says, or of none where it says none. */
  garbled: boolean;
  delimiters: string;
}

/** What keeps a message from being read. */
export type Hl7Fault = 'vide' | 'trop_gros' | 'trop_de_segments' | 'sans_msh' | 'delimiteurs';

/** A CDA document with its PDF weighs a few megabytes; more than this is no message. */
const maxBytes = 32 * 1024 * 1024;
const maxSegments = 5_000;

/**
 * Reads a message in vertical-bar encoding (ER7), in its MLLP frame or not, its segments ended by CR, as the standard has
 * it, or by the line ends of a file. Time and memory are linear in its size.
 */
export function readMessage(bytes: Buffer): Hl7Message | Hl7Fault {
  if (bytes.length > maxBytes) return 'trop_gros';
  const body = unframed(bytes);
  if (body.length === 0) return 'vide';
  if (body.subarray(0, 3).toString('latin1') !== 'MSH') return 'sans_msh';
  const delimiters = delimitersOf(body.subarray(3, 8).toString('latin1'));
  if (delimiters === undefined) return 'delimiteurs';
  const charset = charsetOf(body, delimiters);
  const { text, garbled } = decoded(body, charset);
  const lines = text.split(/\r\n|\r|\n/, maxSegments + 1).filter((line) => line !== '');
  if (lines.length > maxSegments) return 'trop_de_segments';
  const segments = segmentsOf(lines, delimiters);
  const header = segments[0];
  if (header === undefined) return 'vide';
  return { segments, header, charset, garbled, delimiters: text.slice(3, 8) };
}

/** The segments of a name, in order. */
export function segmentsNamed({ segments }: Hl7Message, name: string): Segment[] {
  return segments.filter((segment) => segment.name === name);
}

// MLLP: <VT> message <FS><CR>. A mark of UTF-8 before MSH is not of HL7, and is harmless.
function unframed(bytes: Buffer): Buffer {
  let start = bytes[0] === 0x0b ? 1 : 0;
  if (bytes.subarray(start, start + 3).equals(Buffer.from([0xef, 0xbb, 0xbf]))) start += 3;
  while (start < bytes.length && [0x0a, 0x0d, 0x20, 0x09].includes(bytes[start] ?? 0)) start += 1;
  const end = bytes.indexOf(0x1c, start);
  return bytes.subarray(start, end === -1 ? bytes.length : end);
}

function delimitersOf(text: string): Delimiters | undefined {
  const [field = '', component = '', repetition = '', escaping = '', subcomponent = ''] = text;
  const all = [field, component, repetition, escaping, subcomponent];
  // A letter or a digit as a delimiter would cut any value.
  const wrong = all.some((one) => one === '' || /[^!-/:-@[-`{-~]/.test(one));
  return wrong || new Set(all).size < all.length ? undefined : { field, component, repetition, escaping, subcomponent };
}

function fieldsOf(raw: string, { field }: Delimiters): string[] {
  const parts = raw.split(field);
  // MSH-1 is the delimiter itself, and MSH-2 the others, which cut nothing there.
  return parts[0] === 'MSH' ? ['MSH', field, ...parts.slice(1)] : parts;
}

function segmentsOf(lines: readonly string[], delimiters: Delimiters): Segment[] {
  const ranks = new Map<string, number>();
  return lines.map((line, i) => {
    const name = line.split(delimiters.field, 1)[0] ?? '';
    const rank = (ranks.get(name) ?? 0) + 1;
    ranks.set(name, rank);
    return new Segment(line, { rank, position: i + 1, delimiters });
  });
}

function charsetOf(body: Buffer, { field, repetition }: Delimiters): string {
  const end = body.findIndex((byte) => byte === 0x0d || byte === 0x0a);
  const header = body.subarray(0, end === -1 ? body.length : end).toString('latin1');
  return (header.split(field)[17] ?? '').split(repetition)[0]?.trim() ?? '';
}

/** How node calls the character sets of the table HL7 0211 that France uses. */
const encodings: Readonly<Record<string, 'utf-8' | 'latin1' | 'iso-8859-15' | 'ascii'>> = {
  'UNICODE UTF-8': 'utf-8',
  '8859/1': 'latin1',
  '8859/15': 'iso-8859-15',
  ASCII: 'ascii',
  // HL7 v2 §2.15.9.18: ASCII when nothing is said.
  '': 'ascii',
};

/** The character sets of MSH-18 that can be read. */
export const knownCharsets: readonly string[] = Object.keys(encodings).filter((name) => name !== '');

function decoded(body: Buffer, charset: string): { text: string; garbled: boolean } {
  const encoding = encodings[charset] ?? 'utf-8';
  const utf8 = asUtf8(body);
  if (encoding === 'utf-8') return { text: utf8 ?? body.toString('latin1'), garbled: utf8 === undefined };
  const plain = !body.some((byte) => byte > 0x7f);
  // Two bytes of UTF-8 in a row are no French text in ISO 8859: `Ã©` for `é`.
  if (encoding === 'ascii' || (utf8 !== undefined && !plain)) {
    return { text: utf8 ?? body.toString('latin1'), garbled: !plain };
  }
  return {
    text: encoding === 'latin1' ? body.toString('latin1') : new TextDecoder(encoding).decode(body),
    garbled: false,
  };
}

function asUtf8(body: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    // Not UTF-8, which the caller tells.
    return undefined;
  }
}

/** Undoes the escapes of a value (HL7 v2, §2.7); those of a presentation are dropped, what is no escape stays. */
function unescaped(text: string, delimiters: Delimiters): string {
  const { escaping } = delimiters;
  if (!text.includes(escaping)) return text;
  const parts = text.split(escaping);
  let read = parts[0] ?? '';
  let i = 1;
  while (i < parts.length) {
    const meant = i + 1 < parts.length ? meaning(parts[i] ?? '', delimiters) : undefined;
    read += meant === undefined ? `${escaping}${parts[i] ?? ''}` : meant + (parts[i + 1] ?? '');
    i += meant === undefined ? 1 : 2;
  }
  return read;
}

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
