import { charsetOf, decoded } from './charset.ts';
import { type Delimiters, delimitersOf } from './delimiters.ts';
import { type Escape, escapesOf, unescaped } from './escapes.ts';

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
    const [first = ''] = this.raw(field).split(this.#delimiters.repetition, 1);
    return new Repetition(first, 1, this.#delimiters).get(component, subcomponent);
  }

  /** The first components of a field as the volets write them: `MDM^T02^MDM_T02`, whatever the delimiters. */
  coded(field: number, components: number): string {
    const texts = Array.from({ length: components }, (_, i) => this.get(field, i + 1));
    return texts.join('^').replace(/\^+$/, '');
  }

  /** What the fields escape, or seem to, with the field; the delimiters of MSH-2 escape nothing. */
  escapes(): Array<Escape & { field: number }> {
    const from = this.name === 'MSH' ? 3 : 1;
    return this.#fields
      .slice(from)
      .flatMap((raw, i) => escapesOf(raw, this.#delimiters).map((one) => ({ ...one, field: from + i })));
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
  /** Offset, from MSH, of the first control character that no value may hold; -1 when there is none. */
  control: number;
  /** True when more than line ends follows the MLLP block. */
  followed: boolean;
}

/** What keeps a message from being read. */
export type Hl7Fault = 'vide' | 'trop_gros' | 'trop_de_segments' | 'trop_de_valeurs' | 'sans_msh' | 'delimiteurs';

/** A CDA document with its PDF weighs a few megabytes; more than this is no message. */
const maxBytes = 32 * 1024 * 1024;
const maxSegments = 5_000;
/** Of all delimiters in a message, and of those of repetitions: each makes a value to be looked at. */
const maxDelimiters = 200_000;
const maxRepetitions = 2_000;

/** A message has many rules: it is read once as long as its bytes are held. */
const readings = new WeakMap<Buffer, Hl7Message | Hl7Fault>();

/**
 * Reads a message in vertical-bar encoding (ER7), in its MLLP frame or not, its segments ended by CR, as the standard has
 * it, or by the line ends of a file. Time and memory are linear in its size.
 */
export function readMessage(bytes: Buffer): Hl7Message | Hl7Fault {
  const known = readings.get(bytes);
  if (known !== undefined) return known;
  const read = reading(bytes);
  readings.set(bytes, read);
  return read;
}

function reading(bytes: Buffer): Hl7Message | Hl7Fault {
  if (bytes.length > maxBytes) return 'trop_gros';
  const { body, followed } = unframed(bytes);
  if (body.length === 0) return 'vide';
  if (body.subarray(0, 3).toString('latin1') !== 'MSH') return 'sans_msh';
  const delimiters = delimitersOf(body.subarray(3, 8).toString('latin1'));
  if (delimiters === undefined) return 'delimiteurs';
  const { control, tooMany } = census(body, delimiters);
  if (tooMany) return 'trop_de_valeurs';
  const charset = charsetOf(body, delimiters);
  const { text, garbled } = decoded(body, charset);
  const lines = text.split(/\r\n|\r|\n/, maxSegments + 1).filter((line) => line !== '');
  if (lines.length > maxSegments) return 'trop_de_segments';
  const segments = segmentsOf(lines, delimiters);
  const header = segments[0];
  if (header === undefined) return 'vide';
  return { segments, header, charset, garbled, delimiters: text.slice(3, 4) + header.raw(2), control, followed };
}

/** The segments of a name, in order. */
export function segmentsNamed({ segments }: Hl7Message, name: string): Segment[] {
  return segments.filter((segment) => segment.name === name);
}

const blanks = [0x0a, 0x0d, 0x20, 0x09];

// MLLP: <VT> message <FS><CR>. A mark of UTF-8 before MSH is not of HL7, and is harmless, as are blanks around a message.
function unframed(bytes: Buffer): { body: Buffer; followed: boolean } {
  let start = skipped(bytes, bytes[0] === 0x0b ? 1 : 0);
  if (bytes.subarray(start, start + 3).equals(Buffer.from([0xef, 0xbb, 0xbf]))) start = skipped(bytes, start + 3);
  const close = bytes.indexOf(0x1c, start);
  let end = close === -1 ? bytes.length : close;
  while (end > start && blanks.includes(bytes[end - 1] ?? 0)) end -= 1;
  return {
    body: bytes.subarray(start, end),
    followed: close !== -1 && skipped(bytes, close + 1) < bytes.length,
  };
}

function skipped(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && blanks.includes(bytes[at] ?? 0)) at += 1;
  return at;
}

/** One pass over the bytes: what would make reading dear, and what no value may hold. */
function census(body: Buffer, { repetition, ...others }: Delimiters): { control: number; tooMany: boolean } {
  const kinds = new Uint8Array(256);
  for (let byte = 0; byte < 0x20; byte += 1) kinds[byte] = blanks.includes(byte) ? 0 : 3;
  kinds[0x7f] = 3;
  for (const one of Object.values(others)) kinds[one.charCodeAt(0)] = 1;
  kinds[repetition.charCodeAt(0)] = 2;
  let control = -1;
  let [delimiters, repetitions] = [0, 0];
  for (let i = 0; i < body.length; i += 1) {
    const kind = kinds[body[i] ?? 0];
    if (kind === 1) delimiters += 1;
    else if (kind === 2) repetitions += 1;
    else if (kind === 3 && control === -1) control = i;
  }
  return { control, tooMany: delimiters > maxDelimiters || repetitions > maxRepetitions };
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
