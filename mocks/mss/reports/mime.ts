import libmime from 'libmime';
import type { Environment } from '../../../core/index.ts';

/** Who makes a report, and when. */
export interface ReportContext {
  environment: Environment;
  /** Name of the reporting server. */
  name: string;
}

/** A part of a message. */
export interface MimePart {
  headers: ReadonlyArray<readonly [string, string]>;
  body: Buffer | string;
}

/** A report's whole message. */
export interface MimeMessage {
  headers: ReadonlyArray<readonly [string, string]>;
  /** Parameters of `multipart/report` or `multipart/mixed`. */
  type: string;
  parts: readonly MimePart[];
}

/** Writes a message of several parts (RFC 2046 §5.1). */
export function mimeMessage({ headers, type, parts }: MimeMessage, { environment }: ReportContext): Buffer {
  const boundary = `=_probant_${environment.random.bytes(12).toString('hex')}`;
  const head = [...headers, ['MIME-Version', '1.0'], ['Content-Type', `${type}; boundary="${boundary}"`]] as const;
  return Buffer.concat([
    fields(head),
    ...parts.flatMap((part) => [Buffer.from(`--${boundary}\r\n`), fields(part.headers), bytesOf(part.body), crlf]),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
}

/** Writes a message of one text. */
export function textMessage(headers: MimeMessage['headers'], text: string): Buffer {
  const head = [...headers, ['MIME-Version', '1.0'], ...textHeaders] as const;
  return Buffer.concat([fields(head), bytesOf(lines(text)), crlf]);
}

/** A part of text in UTF-8. */
export function textPart(text: string): MimePart {
  return { headers: textHeaders, body: lines(text) };
}

/** A message as it came; under a name where it is a file. */
export function messagePart(raw: Buffer, name?: string): MimePart {
  return {
    headers: [
      ['Content-Type', 'message/rfc822'],
      ...(name === undefined ? [] : ([['Content-Disposition', `attachment; filename="${name}"`]] as const)),
      ['Content-Transfer-Encoding', '8bit'],
    ],
    body: raw,
  };
}

/** A file, in base64. */
export function filePart(name: string, mediaType: string, content: Buffer): MimePart {
  const encoded = content.toString('base64').replaceAll(/.{76}/g, '$&\r\n');
  return {
    headers: [
      ['Content-Type', mediaType],
      ['Content-Disposition', `attachment; filename*=UTF-8''${percentEncoded(name)}`],
      ['Content-Transfer-Encoding', 'base64'],
    ],
    body: encoded,
  };
}

/** Fields of a status: one a line, in ASCII or UTF-8. */
export function statusPart(mediaType: string, groups: ReadonlyArray<MimePart['headers']>): MimePart {
  return {
    headers: [['Content-Type', mediaType]],
    body: Buffer.concat(groups.map(fields)),
  };
}

/** The date of now, as mail writes it (RFC 5322 §3.3). */
export function mailDate({ environment }: ReportContext): string {
  return new Date(environment.clock.now()).toUTCString().replace('GMT', '+0000');
}

/** A new Message-ID. */
export function newMessageId({ environment }: ReportContext, domain: string): string {
  return `<${environment.random.bytes(16).toString('hex')}@${domain}>`;
}

/** A subject or a label, in encoded words where it needs them (RFC 2047). */
export function encodedText(text: string): string {
  return libmime.encodeWords(oneLine(text), 'B', 52).replaceAll('?= =?', '?=\r\n =?');
}

/** An address with its label, quoted or encoded where it has to be (RFC 5322 §3.4). */
export function mailboxText(label: string, address: string): string {
  const plain = /^[\w!#$%&'*+/=?^`{|}~ -]+$/.test(label);
  const quoted = plain ? label : `"${oneLine(label).replaceAll(/["\\]/g, '\\$&')}"`;
  const ascii = /^[\x20-\x7e]*$/.test(oneLine(label));
  const name = ascii ? quoted : libmime.encodeWord(oneLine(label), 'B', 52);
  return `${name} <${oneLine(address)}>`;
}

/** Text without what would begin another field. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\r\n\0]+/g, ' ');
}

const crlf = Buffer.from('\r\n');

const textHeaders = [
  ['Content-Type', 'text/plain; charset=UTF-8'],
  ['Content-Transfer-Encoding', '8bit'],
] as const;

function fields(headers: MimePart['headers']): Buffer {
  return Buffer.from(`${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`, 'utf8');
}

function bytesOf(body: Buffer | string): Buffer {
  return typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
}

function lines(text: string): string {
  return text.replaceAll(/\r\n|\r|\n/g, '\r\n');
}

/** RFC 2231 §4 and RFC 5987: `encodeURIComponent` leaves some characters that these do not allow. */
function percentEncoded(name: string): string {
  return encodeURIComponent(name).replaceAll(/['()*!]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}
