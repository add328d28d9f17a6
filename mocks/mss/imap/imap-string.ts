/** A piece of an answer: Latin-1 text or bytes. */
export type Part = string | Buffer;

const quotedMax = 1_000;

/** A string as RFC 3501 §4.3 writes it: quoted where it can be, else a literal. `undefined` is `NIL`. */
export function nstring(value: Part | undefined): Part[] {
  if (value === undefined) return ['NIL'];
  const bytes = typeof value === 'string' ? Buffer.from(value, 'latin1') : value;
  return bytes.length <= quotedMax && isQuotable(bytes) ? [quoted(bytes.toString('latin1'))] : literal(bytes);
}

/** A literal: what bodies are sent as, whatever they hold. */
export function literal(bytes: Buffer): Part[] {
  return [`{${bytes.length}}\r\n`, bytes];
}

/** A mailbox name: a word where it can be, else a quoted string. Names hold printable ASCII only (modified UTF-7). */
export function mailboxString(name: string): string {
  return /^[A-Za-z0-9._/&+-]+$/.test(name) ? name : quoted(name);
}

/** A quoted string; `text` holds neither CR, LF nor 8-bit characters. */
export function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
}

function isQuotable(bytes: Buffer): boolean {
  return bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
}
