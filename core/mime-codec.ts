/** What decoding gave, and where (from the first byte given) the first wrong character is. */
export interface Decoded {
  bytes: Buffer;
  /** Null when everything was right. */
  wrongAt: number | null;
}

/** Decodes base64 (RFC 2045 §6.8); what is wrong is passed over, and told. */
export function decodeBase64(raw: Buffer): Decoded {
  const text = raw.toString('latin1');
  const foreign = text.search(/[^A-Za-z0-9+/=\s]|=\s*[^=\s]/);
  const digits = text.replaceAll(/\s/g, '').length;
  const wrongAt = foreign >= 0 ? foreign : digits % 4 === 0 ? null : raw.length;
  return { bytes: Buffer.from(text, 'base64'), wrongAt };
}

const [tab, lf, cr, space, equals] = [9, 10, 13, 32, 61];

/** Decodes quoted-printable (RFC 2045 §6.7) in one pass; a wrong escape is kept as it is, and told. */
export function decodeQuotedPrintable(raw: Buffer): Decoded {
  const bytes = Buffer.alloc(raw.length);
  let wrongAt: number | null = null;
  let length = 0;
  // White space at the end of a line is not part of the content: what is kept ends here.
  let kept = 0;
  for (let i = 0; i < raw.length; ) {
    const { byte, next, wrong } = quotedAt(raw, i);
    if (wrong) wrongAt ??= i;
    const plain = next === i + 1;
    if (plain && (byte === lf || byte === cr)) length = kept;
    if (byte !== null) bytes[length++] = byte;
    if (!plain || (byte !== space && byte !== tab)) kept = length;
    i = next;
  }
  return { bytes: bytes.subarray(0, kept), wrongAt };
}

// The byte that stands at `i` (null: a soft line break), and where the next one starts.
function quotedAt(raw: Buffer, i: number): { byte: number | null; next: number; wrong: boolean } {
  const byte = raw[i] as number;
  if (byte !== equals) return { byte, next: i + 1, wrong: byte > 126 };
  const soft = endOfLine(raw, i + 1);
  if (soft !== null) return { byte: null, next: soft, wrong: false };
  const code = raw.toString('latin1', i + 1, i + 3);
  if (!/^[0-9A-Fa-f]{2}$/.test(code)) return { byte, next: i + 1, wrong: true };
  return { byte: Number.parseInt(code, 16), next: i + 3, wrong: false };
}

// Start of the next line when only white space stands before it; a long run of it is looked at once by its limit.
function endOfLine(raw: Buffer, from: number): number | null {
  let i = from;
  while (i < from + 80 && (raw[i] === space || raw[i] === tab)) i += 1;
  if (raw[i] === cr && raw[i + 1] === lf) return i + 2;
  if (raw[i] === lf) return i + 1;
  return i === raw.length ? i : null;
}
