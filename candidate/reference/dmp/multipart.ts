/** A part of an answer. */
export interface Part {
  /** Content-ID, without angle brackets. */
  id: string;
  bytes: Buffer;
}

const blank = Buffer.from('\r\n\r\n');

/** Opens a multipart answer; a body that is none is its only part. */
export function partsOf(body: Buffer, contentType: string): Part[] {
  const [, quoted, bare] = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? bare;
  if (!/^\s*multipart\//i.test(contentType) || boundary === undefined) return [{ id: '', bytes: body }];
  return split(body, Buffer.from(`\r\n--${boundary}`)).map(part);
}

// The first delimiter may stand at the very start, without the line before it.
function split(body: Buffer, delimiter: Buffer): Buffer[] {
  const whole = Buffer.concat([Buffer.from('\r\n'), body]);
  const pieces: Buffer[] = [];
  let from = whole.indexOf(delimiter);
  while (from >= 0) {
    const start = from + delimiter.length;
    const next = whole.indexOf(delimiter, start);
    if (next < 0) break;
    pieces.push(whole.subarray(whole.indexOf('\r\n', start) + 2, next));
    from = next;
  }
  return pieces;
}

function part(piece: Buffer): Part {
  const end = piece.indexOf(blank);
  const head = piece.subarray(0, Math.max(0, end)).toString('latin1');
  const [, id = ''] = /^content-id:\s*<?([^>\r\n]+)>?\s*$/im.exec(head) ?? [];
  return { id, bytes: piece.subarray(end < 0 ? 0 : end + blank.length) };
}

/** The part that a `cid:` address names; the identifier is percent-encoded in it (RFC 2392 §2). */
export function partAt(parts: readonly Part[], href: string): Part | undefined {
  const id = href.replace(/^cid:/i, '');
  return parts.find((one) => one.id === id || one.id === decoded(id));
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    // Not percent-encoded: the identifier is what it is.
    return id;
  }
}
