import type { Delimiters } from './delimiters.ts';
import { lookup } from './lookup.ts';

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

/** MSH-18 as it was written, read before its bytes can be. */
export function charsetOf(body: Buffer, { field, repetition }: Delimiters): string {
  const end = body.findIndex((byte) => byte === 0x0d || byte === 0x0a);
  const header = body.subarray(0, end === -1 ? body.length : end).toString('latin1');
  return (header.split(field, 18)[17] ?? '').split(repetition, 1)[0]?.trim() ?? '';
}

/** The text of a message, and whether its bytes are of another character set than the one that is said. */
export function decoded(body: Buffer, charset: string): { text: string; garbled: boolean } {
  const encoding = lookup(encodings, charset) ?? 'utf-8';
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
