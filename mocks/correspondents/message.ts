import { createHash } from 'node:crypto';
import libmime from 'libmime';

/** A file joined to a message. */
export interface JoinedFile {
  name: string;
  type: string;
  content: Buffer;
}

/** A message to write. */
export interface Message {
  /** In order; values are ASCII or encoded already. */
  headers: ReadonlyArray<readonly [name: string, value: string]>;
  text: string;
  files: readonly JoinedFile[];
}

/** Writes a message (RFC 5322, RFC 2045): text alone, or text and files; same content, same bytes. */
export function writeMessage({ headers, text, files }: Message): Buffer {
  const head = [...headers, ['MIME-Version', '1.0'] as const];
  const body = [...textHeaders, '', wrapped(Buffer.from(text.replaceAll(/\r?\n/g, '\r\n')))];
  if (files.length === 0) return lines([...head.map(field), ...body]);
  const boundary = `=_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
  const parts = [body, ...files.map(filePart)].flatMap((part) => [`--${boundary}`, ...part]);
  return lines([
    ...head.map(field),
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    '',
    ...parts,
    `--${boundary}--`,
  ]);
}

/** A text of a header, in encoded words where it needs them (RFC 2047). */
export function headerText(text: string): string {
  return libmime.encodeWords(text, 'B', 52).replaceAll('?= =?', '?=\r\n =?');
}

/** A date as mail writes it (RFC 5322 §3.3). */
export function mailDate(date: string): string {
  return new Date(date).toUTCString().replace('GMT', '+0000');
}

const textHeaders = ['Content-Type: text/plain; charset=UTF-8', 'Content-Transfer-Encoding: base64'];

function filePart({ name, type, content }: JoinedFile): string[] {
  return [
    `Content-Type: ${type}`,
    `Content-Disposition: attachment; ${fileName(name)}`,
    'Content-Transfer-Encoding: base64',
    '',
    wrapped(content),
  ];
}

// RFC 2231 §4 for what is not ASCII.
function fileName(name: string): string {
  if (/^[\w. -]+$/.test(name)) return `filename="${name}"`;
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*!]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `filename*=UTF-8''${encoded}`;
}

function field([name, value]: readonly [string, string]): string {
  return `${name}: ${value}`;
}

function wrapped(content: Buffer): string {
  return content.toString('base64').replaceAll(/.{76}/g, '$&\r\n').trimEnd();
}

function lines(text: readonly string[]): Buffer {
  return Buffer.from(`${text.join('\r\n')}\r\n`);
}
