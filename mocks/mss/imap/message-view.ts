import { isProbantError, type MimePart, readMime } from '../../../core/index.ts';

/** A range of bytes of a message. */
export interface ByteRange {
  start: number;
  end: number;
}

let latest: { raw: WeakRef<Buffer>; part: MimePart } | undefined;

/**
 * The structure of a message. One is remembered: a client asks for a structure and its parts one after the other, and
 * remembering more would hold the decoded bodies of a whole mailbox.
 * A message beyond the limits of the MIME reader is shown as one part, all its bytes there.
 */
export function structureOf(raw: Buffer): MimePart {
  if (latest?.raw.deref() === raw) return latest.part;
  const part = readOrLeaf(raw);
  latest = { raw: new WeakRef(raw), part };
  return part;
}

/** The headers of a message, without reading its body. */
export function headerOf(raw: Buffer): MimePart {
  return readOrLeaf(raw.subarray(0, headerEnd(raw)));
}

/** First byte of the body: after the first empty line, which RFC 3501 counts as of the header. */
export function headerEnd(raw: Buffer): number {
  if (raw[0] === 10) return 1;
  if (raw[0] === 13 && raw[1] === 10) return 2;
  const [crlf, lf] = [raw.indexOf('\r\n\r\n'), raw.indexOf('\n\n')];
  const ends = [crlf < 0 ? raw.length : crlf + 4, lf < 0 ? raw.length : lf + 2];
  return Math.min(...ends);
}

/** The fields of a header, each with its name in upper case, its folds and its line end. */
export function fieldsOf(header: Buffer): Array<{ name: string } & ByteRange> {
  const fields: Array<{ name: string } & ByteRange> = [];
  for (let start = 0; start < header.length; ) {
    const lf = header.indexOf(10, start);
    const end = lf < 0 ? header.length : lf + 1;
    const open = fields.at(-1);
    const folded = header[start] === 32 || header[start] === 9;
    if (folded && open !== undefined) open.end = end;
    else fields.push({ name: fieldName(header.subarray(start, Math.min(end, start + 200))), start, end });
    start = end;
  }
  return fields;
}

function fieldName(line: Buffer): string {
  const text = line.toString('latin1');
  return text
    .slice(0, Math.max(0, text.indexOf(':')))
    .trim()
    .toUpperCase();
}

function readOrLeaf(raw: Buffer): MimePart {
  try {
    return readMime(raw);
  } catch (thrown) {
    if (!isProbantError(thrown, 'message_refuse')) throw thrown;
    return leaf(raw);
  }
}

function leaf(raw: Buffer): MimePart {
  const bodyStart = headerEnd(raw);
  return {
    headers: [],
    contentType: { type: 'application/octet-stream', params: {} },
    filename: null,
    disposition: null,
    contentId: null,
    parts: [],
    body: raw.subarray(bodyStart),
    start: 0,
    bodyStart,
    end: raw.length,
    defects: [],
  };
}
