import type { MimePart } from '../../../core/index.ts';
import type { Cursor } from './cursor.ts';
import { nstring, type Part } from './imap-string.ts';
import { malformed } from './interruption.ts';
import { fieldsOf, headerEnd, structureOf } from './message-view.ts';

const texts = ['', 'HEADER', 'HEADER.FIELDS', 'HEADER.FIELDS.NOT', 'TEXT', 'MIME'] as const;

/** What part of a message a client wants: `BODY[1.2.HEADER.FIELDS (Subject)]<0.100>` (RFC 3501 §6.4.5). */
export interface Section {
  path: readonly number[];
  text: (typeof texts)[number];
  /** Header names as the client wrote them. */
  names: readonly string[];
  partial?: { start: number; count: number };
}

/** Reads from `[` to the end. Strict: a section that ends with a point, `[1.]`, is refused. */
export function parseSection(cursor: Cursor): Section {
  cursor.expect('[');
  const words = cursor.run((char) => /[A-Za-z0-9.]/.test(char)).toUpperCase();
  const numbers = /^(?:[1-9]\d{0,4}\.)*[1-9]\d{0,4}(?=\.[A-Z]|$)/.exec(words)?.[0] ?? '';
  const rest = numbers === '' ? words : words.slice(numbers.length + 1);
  const text = texts.find((known) => known === rest);
  if (text === undefined || (text === 'MIME' && numbers === '') || words.endsWith('.')) {
    throw malformed(`section « ${words} »`);
  }
  const names = text.startsWith('HEADER.FIELDS') ? fieldNames(cursor) : [];
  cursor.expect(']');
  const partial = parsePartial(cursor);
  return { path: numbers === '' ? [] : numbers.split('.').map(Number), text, names, ...(partial && { partial }) };
}

/** The section as an answer names it; of a partial, only its start (RFC 3501 §7.4.2). */
export function sectionLabel({ path, text, names, partial }: Section): Part[] {
  const spec = [...path.map(String), ...(text === '' ? [] : [text])].join('.');
  const origin = partial === undefined ? '' : `<${partial.start}>`;
  if (!text.startsWith('HEADER.FIELDS')) return [`BODY[${spec}]${origin}`];
  const list = names.flatMap((name, i) => [i === 0 ? '' : ' ', ...fieldNameString(name)]);
  return [`BODY[${spec} (`, ...list, `)]${origin}`];
}

/** The very bytes of a section; undefined when the message has no such part. */
export function sectionBytes(raw: Buffer, section: Section): Buffer | undefined {
  const bytes = section.path.length === 0 ? ofMessage(raw, section) : ofPart(raw, section);
  if (bytes === undefined || section.partial === undefined) return bytes;
  const { start, count } = section.partial;
  return bytes.subarray(start, start + count);
}

function fieldNames(cursor: Cursor): string[] {
  cursor.space();
  const names = cursor.list(() => cursor.astring());
  if (names.length === 0 || names.length > 100) throw malformed('liste de champs');
  return names;
}

function fieldNameString(name: string): Part[] {
  return /^[!-'+-Z^-z|~]+$/.test(name) ? [name] : nstring(name);
}

function parsePartial(cursor: Cursor): Section['partial'] {
  if (!cursor.skip('<')) return undefined;
  const start = cursor.number();
  cursor.expect('.');
  const count = cursor.number();
  cursor.expect('>');
  if (count === 0) throw malformed('partie de 0 octet');
  return { start, count };
}

/** A section of a whole message: that fetched, or one that a `message/rfc822` part holds. */
function ofMessage(message: Buffer, section: Section): Buffer {
  const end = headerEnd(message);
  if (section.text === '') return message;
  if (section.text === 'TEXT') return message.subarray(end);
  return headerFields(message.subarray(0, end), section);
}

function headerFields(header: Buffer, { text, names }: Section): Buffer {
  if (text === 'HEADER') return header;
  const wanted = new Set(names.map((name) => name.toUpperCase()));
  const not = text === 'HEADER.FIELDS.NOT';
  const kept = fieldsOf(header).filter(({ name }) => name !== '' && wanted.has(name) !== not);
  // The empty line that ends a header is always there (RFC 3501 §6.4.5).
  return Buffer.concat([...kept.map(({ start, end }) => header.subarray(start, end)), Buffer.from('\r\n')]);
}

function ofPart(raw: Buffer, section: Section): Buffer | undefined {
  const part = findPart(structureOf(raw), section.path);
  if (part === undefined) return undefined;
  if (section.text === 'MIME') return raw.subarray(part.start, part.bodyStart);
  const body = raw.subarray(part.bodyStart, part.end);
  if (section.text === '') return body;
  // HEADER and TEXT of a part mean those of the message that it holds.
  return part.contentType.type === 'message/rfc822' ? ofMessage(body, section) : undefined;
}

/** A part by its numbers. A message that is no multipart has one part, 1: its body. */
function findPart(message: MimePart, path: readonly number[]): MimePart | undefined {
  let part: MimePart | undefined = message;
  let isMessage = true;
  for (const number of path) {
    if (part?.contentType.type === 'message/rfc822' && !isMessage) part = part.parts[0];
    else if (!isMessage && !isMultipart(part)) return undefined;
    if (isMultipart(part)) part = part?.parts[number - 1];
    else if (number !== 1) return undefined;
    isMessage = false;
  }
  return part;
}

/** True for a multipart whose parts could be found; otherwise it is shown as one part. */
export function isMultipart(part: MimePart | undefined): boolean {
  return part?.contentType.type.startsWith('multipart/') === true && part.parts.length > 0;
}
