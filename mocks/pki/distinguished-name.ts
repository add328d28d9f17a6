import { remembering } from '../../core/index.ts';

// Names that RFC 4519, X.520 and the national samples give to one attribute (facts, VIHF §2.2: `GN=` and not `G=`).
const aliases: Readonly<Record<string, string>> = {
  GN: 'G',
  GIVENNAME: 'G',
  SURNAME: 'SN',
  S: 'ST',
  TITLE: 'T',
  E: 'EMAILADDRESS',
  EMAIL: 'EMAILADDRESS',
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'SERIALNUMBER',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'T',
  '2.5.4.42': 'G',
};

/** True when two names are those of one entity; RFC 2253 writes them from the last part, certificates from the first. */
export function sameName(left: string, right: string): boolean {
  const [one, other] = [partsOf(left), partsOf(right)];
  const same = (names: readonly string[]): boolean =>
    one.length === names.length && one.every((part, i) => part === names[i]);
  return one.length > 0 && (same(other) || same(other.toReversed()));
}

/** Values of an attribute of a name, such as `OU`. */
export function valuesIn(name: string, type: string): string[] {
  return attributesOf(name).flatMap(([key, value]) => (key === type ? [value] : []));
}

const attributesOf = remembering(
  (name: string): ReadonlyArray<[string, string]> => split(name, /[,+]/).map(typeAndValue),
);

// The attributes of one multiple part have no order.
const partsOf = remembering((name: string): readonly string[] =>
  split(name, /,/)
    .filter((part) => part.trim() !== '')
    .map((part) =>
      split(part, /\+/)
        .map((one) => typeAndValue(one).join('=').toLowerCase())
        .sort()
        .join('+'),
    ),
);

function typeAndValue(text: string): [string, string] {
  const equals = text.indexOf('=');
  const type = text
    .slice(0, Math.max(0, equals))
    .trim()
    .toUpperCase()
    .replace(/^OID\./, '');
  return [aliases[type] ?? type, unescaped(text.slice(equals + 1).trim())];
}

// RFC 2253 §2.4: `#` and the DER of a string, quotes, or backslashes before a character or two hexadecimal digits.
function unescaped(value: string): string {
  if (/^#[0-9a-f]+$/i.test(value)) return derString(Buffer.from(value.slice(1), 'hex'));
  const bare = /^"(.*)"$/s.exec(value)?.[1] ?? value;
  const bytes = bare.replaceAll(/(?:\\[0-9a-f]{2})+/gi, (run) =>
    Buffer.from(run.replaceAll('\\', ''), 'hex').toString(),
  );
  return bytes.replaceAll(/\\(.)/gs, '$1').replaceAll(/\s+/g, ' ');
}

// Tag, one byte of length, value: no name is longer than 127 bytes.
function derString(der: Buffer): string {
  return der.subarray(2).toString('utf8');
}

// Cut at the separators that stand outside quotes and behind no backslash.
function split(text: string, separator: RegExp): string[] {
  const parts = [''];
  let quoted = false;
  for (const [token] of text.matchAll(/\\?./gs)) {
    if (token === '"') quoted = !quoted;
    if (!quoted && token.length === 1 && separator.test(token)) parts.push('');
    else parts.push(parts.pop() + token);
  }
  return parts;
}
