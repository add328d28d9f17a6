/** What decoding gave, and where (from the first byte given) the first wrong character is. */
export interface Decoded {
  bytes: Buffer;
  /** Null when everything was right. */
  wrongAt: number | null;
}

const [tab, lf, cr, space, equals] = [9, 10, 13, 32, 61];

/** Decodes base64 (RFC 2045 §6.8); what is wrong is passed over, and told. */
export function decodeBase64(raw: Buffer): Decoded {
  const text = raw.toString('latin1');
  const foreign = text.search(/[^A-Za-z0-9+/=\s]|=\s*[^=\s]/);
  let digits = 0;
  for (const byte of raw) if (byte > space) digits += 1;
  const wrongAt = foreign >= 0 ? foreign : digits % 4 === 0 ? null : raw.length;
  return { bytes: Buffer.from(text, 'base64'), wrongAt };
}

/** Decodes quoted-printable (RFC 2045 §6.7) in one pass; a wrong escape is kept as it is, and told. */
export function decodeQuotedPrintable(raw: Buffer): Decoded {
  const output = new Unquoted(raw.length);
  let wrongAt: number | null = null;
  for (let i = 0; i < raw.length; ) {
    const byte = raw[i] as number;
    const { octet, next } = byte === equals ? escapeAt(raw, i) : { octet: byte, next: i + 1 };
    if (octet !== null && next === i + 1 && (octet > 126 || byte === equals)) wrongAt ??= i;
    if (byte === equals) output.escaped(octet);
    else output.plain(byte);
    i = next;
  }
  return { bytes: output.bytes, wrongAt };
}

/** What was decoded. White space at the end of a line is not part of the content, unless it was escaped. */
class Unquoted {
  readonly #all: Buffer;
  #length = 0;
  #kept = 0;

  constructor(most: number) {
    this.#all = Buffer.alloc(most);
  }

  get bytes(): Buffer {
    return this.#all.subarray(0, this.#kept);
  }

  /** A byte that stands for itself. */
  plain(byte: number): void {
    if (byte === lf || byte === cr) this.#length = this.#kept;
    this.#all[this.#length++] = byte;
    if (byte !== space && byte !== tab) this.#kept = this.#length;
  }

  /** An escaped octet; null for a soft line break. */
  escaped(octet: number | null): void {
    if (octet !== null) this.#all[this.#length++] = octet;
    this.#kept = this.#length;
  }
}

// What the escape at `i` stands for (null: a soft line break), and where the next byte starts.
function escapeAt(raw: Buffer, i: number): { octet: number | null; next: number } {
  const soft = endOfLine(raw, i + 1);
  if (soft !== null) return { octet: null, next: soft };
  const octet = octetAt(raw, i + 1);
  return octet === null ? { octet: equals, next: i + 1 } : { octet, next: i + 3 };
}

// The octet that two hexadecimal digits stand for; null where there are not two.
function octetAt(raw: Buffer, at: number): number | null {
  const [high, low] = [digit(raw[at]), digit(raw[at + 1])];
  return high < 0 || low < 0 ? null : high * 16 + low;
}

function digit(byte = 0): number {
  if (byte >= 48 && byte <= 57) return byte - 48;
  const letter = byte & ~32;
  return letter >= 65 && letter <= 70 ? letter - 55 : -1;
}

// Start of the next line when only white space stands before it; a long run of it is looked at once by its limit.
function endOfLine(raw: Buffer, from: number): number | null {
  let i = from;
  while (i < from + 80 && (raw[i] === space || raw[i] === tab)) i += 1;
  if (raw[i] === cr && raw[i + 1] === lf) return i + 2;
  if (raw[i] === lf) return i + 1;
  return i === raw.length ? i : null;
}
