// RFC 4514 §3 and what clients write for the others (facts, VIHF §2.2: `GN=` not `G=`, and RDNs by their OID).
const aliases: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  SURNAME: 'SN',
  '2.5.4.5': 'SERIALNUMBER',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  S: 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'TITLE',
  T: 'TITLE',
  '2.5.4.42': 'GN',
  G: 'GN',
  GIVENNAME: 'GN',
};

/**
 * The attributes of a distinguished name, `CN=…`, sorted: RFC 4514 writes them in the reverse order of the certificate,
 * and an RDN of several attributes has no order. Reads RFC 4514 and the lines of node:crypto.
 */
export function nameAttributes(name: string): string[] {
  return split(name)
    .map((part) => {
      const equals = part.indexOf('=');
      const type = part
        .slice(0, Math.max(0, equals))
        .trim()
        .toUpperCase()
        .replace(/^OID\./, '');
      return `${aliases[type] ?? type}=${value(part.slice(equals + 1).trim())}`;
    })
    .sort();
}

/** True when two distinguished names are the same one, however they are written. */
export function sameName(left: string, right: string): boolean {
  const [a, b] = [nameAttributes(left), nameAttributes(right)];
  return a.length > 0 && a.length === b.length && a.every((attribute, i) => attribute === b[i]);
}

// Separators that are not escaped nor in quotes.
function split(name: string): string[] {
  return (name.match(/(?:\\.|"(?:\\.|[^"\\])*"|[^\\",+;\n])+/gs) ?? []).filter((part) => part.trim() !== '');
}

function value(text: string): string {
  const bare = /^#(?:[0-9a-f]{2})+$/i.test(text) ? hexValue(text) : unescaped(text.replace(/^"(.*)"$/s, '$1'));
  return bare.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();
}

// BER of a short string: a tag, a length, the characters (facts: `2.5.4.4=#14045452414c`).
function hexValue(text: string): string {
  return Buffer.from(text.slice(1), 'hex').subarray(2).toString('utf8');
}

// A backslash hides a character, or the hexadecimal of one byte of UTF-8.
function unescaped(text: string): string {
  const bytes = text.replace(/(?:\\[0-9a-f]{2})+/gi, (run) =>
    Buffer.from(run.replaceAll('\\', ''), 'hex').toString('utf8'),
  );
  return bytes.replace(/\\(.)/gs, '$1');
}
