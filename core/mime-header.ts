import libmime from 'libmime';

/** A header as it was received. */
export interface MimeHeader {
  name: string;
  /** What follows the colon, folds included. */
  raw: string;
  /** Unfolded (RFC 5322 §2.2.3) and trimmed; encoded words are left, see {@link decodeWords}. */
  value: string;
  /** Place of its first byte in the message. */
  offset: number;
}

/** A header that has parameters: `Content-Type`, `Content-Disposition`. */
export interface MimeValue {
  /** Lower case. */
  type: string;
  /** By lower case name; RFC 2231 continuations joined, charset decoded. */
  params: Readonly<Record<string, string>>;
}

/** The text of a header value, its encoded words (RFC 2047) decoded. */
export function decodeWords(value: string): string {
  return libmime.decodeWords(value);
}

/** The addresses of a header (RFC 5322 §3.4), groups opened, with their decoded display names. */
export function addressesOf(value: string): Array<{ name: string; address: string }> {
  const found: Array<{ name: string; address: string }> = [];
  for (const text of split(value, ',;')) {
    const angle = /^(.*)<([^<>]*)>\s*$/s.exec(text);
    const address = (angle?.[2] ?? text.replace(/^[^"]*?:(?=[^:]*$)/, '')).trim();
    const name = decodeWords(unquoted((angle?.[1] ?? '').trim()));
    if (address !== '') found.push({ name, address });
  }
  return found;
}

/** Reads a value with parameters (RFC 2045 §5.1, RFC 2231). */
export function readMimeValue(value: string): MimeValue {
  const [type = '', ...rest] = split(value, ';');
  const pairs = rest.flatMap((text): Array<[string, string]> => {
    const equals = text.indexOf('=');
    return equals < 0 ? [] : [[text.slice(0, equals).trim().toLowerCase(), unquoted(text.slice(equals + 1).trim())]];
  });
  return { type: type.trim().toLowerCase(), params: joined(pairs) };
}

// The first one wins where a name comes twice; `name*0`, `name*1*`… are pieces of one value.
function joined(pairs: Array<[string, string]>): Record<string, string> {
  const params = new Map<string, string>();
  const pieces = new Map<string, Array<{ n: number; text: string; encoded: boolean }>>();
  for (const [key, text] of pairs) {
    const extended = /^([^*]+)\*(?:(\d{1,3})(\*)?)?$/.exec(key);
    if (extended === null) {
      if (!params.has(key)) params.set(key, decodeWords(text));
      continue;
    }
    const [, name = '', n = '0', star] = extended;
    const encoded = extended[2] === undefined || star !== undefined;
    const list = pieces.get(name) ?? [];
    list.push({ n: Number(n), text, encoded });
    pieces.set(name, list);
  }
  for (const [name, list] of pieces) params.set(name, joinPieces(list));
  return Object.fromEntries(params);
}

function joinPieces(list: Array<{ n: number; text: string; encoded: boolean }>): string {
  const sorted = [...list].sort((a, b) => a.n - b.n);
  const [, charset = 'utf-8', first] = /^([^']*)'[^']*'(.*)$/s.exec(sorted[0]?.encoded ? sorted[0].text : '') ?? [];
  const bytes = sorted.map(({ text, encoded }, i) => {
    const value = i === 0 && first !== undefined ? first : text;
    return encoded ? percentDecoded(value) : Buffer.from(value);
  });
  const latin = /^(iso-8859-1|windows-1252|us-ascii)$/i.test(charset);
  return Buffer.concat(bytes).toString(latin ? 'latin1' : 'utf8');
}

function percentDecoded(text: string): Buffer {
  const plain = text.replaceAll(/%([0-9A-Fa-f]{2})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  return Buffer.from(plain, 'latin1');
}

// Cut at the separators that stand outside quotes and comments; comments are dropped.
function split(value: string, separators: string): string[] {
  const texts: string[] = [];
  let text = '';
  let depth = 0;
  for (const token of value.match(/"(?:\\.|[^"\\])*"?|\\.|./gs) ?? []) {
    if (token === '(') depth += 1;
    else if (token === ')') depth = Math.max(0, depth - 1);
    else if (depth > 0) continue;
    else if (separators.includes(token)) {
      texts.push(text);
      text = '';
    } else text += token;
  }
  return [...texts, text];
}

function unquoted(text: string): string {
  const quoted = /^"(.*)"$/s.exec(text)?.[1];
  return quoted === undefined ? text : quoted.replaceAll(/\\(.)/gs, '$1');
}
