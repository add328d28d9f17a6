import { ProbantError } from './errors.ts';
import { decodeBase64, decodeQuotedPrintable } from './mime-codec.ts';
import { type MimeHeader, type MimeValue, readMimeValue } from './mime-header.ts';
import { shared } from './sharing.ts';

/** What is wrong in a message that could be read all the same. */
export type MimeDefectCode =
  | 'frontiere-absente'
  | 'frontiere-finale-absente'
  | 'entete-malforme'
  | 'entete-non-ascii'
  | 'entetes-sans-fin'
  | 'fin-de-ligne'
  | 'ligne-trop-longue'
  | 'base64-invalide'
  | 'qp-invalide'
  | 'encodage-inconnu'
  | 'encodage-interdit';

/** One thing wrong, and the byte of the message where it is. */
export interface MimeDefect {
  code: MimeDefectCode;
  offset: number;
}

/** A message, or a part of one. Offsets count bytes from the start of what was read. */
export interface MimePart {
  headers: MimeHeader[];
  /** `text/plain` where the header is absent (RFC 2045 §5.2). */
  contentType: MimeValue;
  /** File name of the disposition, else of the content type. */
  filename: string | null;
  /** Lower case: `attachment`, `inline`… */
  disposition: string | null;
  /** Without its angle brackets. */
  contentId: string | null;
  /** Parts of a multipart; the message inside a `message/rfc822`. */
  parts: MimePart[];
  /** Decoded by its transfer encoding; a multipart's is as it came. */
  body: Buffer;
  /** First byte of its headers. */
  start: number;
  /** First byte of its body. */
  bodyStart: number;
  /** Byte after its last one; the line end before a boundary belongs to the boundary. */
  end: number;
  /** Its own defects, not those of its parts: see {@link defectsOf}. */
  defects: MimeDefect[];
}

/** Bounds of what is read. */
export const mimeLimits = {
  /** Bytes of the whole message. */
  total: 128 * 1024 ** 2,
  /** Bytes of the headers of one part. */
  headers: 128 * 1024,
  /** Bytes of the headers of all its parts: thousands of long ones take minutes to read. */
  allHeaders: 2 * 1024 ** 2,
  parts: 1000,
  /** Lines that begin as a boundary and are none, each looked at on every level. */
  nearBoundaries: 1_000_000,
  depth: 20,
} as const;

export type MimeLimits = Partial<Record<keyof typeof mimeLimits, number>>;

interface Reading {
  bytes: Buffer;
  limits: Record<keyof typeof mimeLimits, number>;
  parts: number;
  /** Bytes of headers read so far. */
  headers: number;
  /** Lines seen that only begin as a boundary. */
  nearBoundaries: number;
}

interface Range {
  start: number;
  end: number;
  depth: number;
}

/**
 * Reads a mail (RFC 5322, MIME), whoever wrote it.
 *
 * @throws {@link ProbantError} `message_refuse` beyond a limit; anything else that is wrong is among the defects
 */
export function readMime(bytes: Buffer, limits: MimeLimits = {}): MimePart {
  return shared(bytes, `courriel ${JSON.stringify(limits)}`, () => {
    const reading = open(bytes, limits);
    return readPart(reading, { start: 0, end: bytes.length, depth: 0 });
  });
}

/**
 * Reads an HTTP body of a multipart type (MTOM: `multipart/related`).
 *
 * @throws {@link ProbantError} `message_refuse` beyond a limit
 */
export function readMultipart(bytes: Buffer, contentType: string, limits: MimeLimits = {}): MimePart {
  return shared(bytes, `multipart ${JSON.stringify([contentType, limits])}`, () => {
    const reading = open(bytes, limits);
    const part = emptyPart({ start: 0, end: bytes.length, depth: 0 });
    part.contentType = readMimeValue(contentType);
    fillBody(reading, part, 0);
    return part;
  });
}

/** The part and all those below it, in the order of the message. */
export function* walkParts(part: MimePart): Generator<MimePart> {
  yield part;
  for (const inner of part.parts) yield* walkParts(inner);
}

/** Everything wrong in a part and below, in the order of the bytes. */
export function defectsOf(part: MimePart): MimeDefect[] {
  return [...walkParts(part)].flatMap(({ defects }) => defects).sort((a, b) => a.offset - b.offset);
}

/** The headers of that name, whatever its case. */
export function headersNamed(part: MimePart, name: string): MimeHeader[] {
  return part.headers.filter((header) => header.name.toLowerCase() === name.toLowerCase());
}

function open(bytes: Buffer, limits: MimeLimits): Reading {
  const reading = { bytes, limits: { ...mimeLimits, ...limits }, parts: 0, headers: 0, nearBoundaries: 0 };
  if (bytes.length > reading.limits.total) throw refusal('trop-gros', `${bytes.length} octets`);
  return reading;
}

function readPart(reading: Reading, range: Range): MimePart {
  reading.parts += 1;
  if (reading.parts > reading.limits.parts) throw refusal('trop-de-parties', `plus de ${reading.limits.parts} parties`);
  if (range.depth > reading.limits.depth) throw refusal('trop-profond', `plus de ${reading.limits.depth} niveaux`);
  const part = emptyPart(range);
  readHeaders(reading, part);
  reading.headers += part.bodyStart - part.start;
  if (reading.headers > reading.limits.allHeaders) {
    throw refusal('entetes-trop-longs', `plus de ${reading.limits.allHeaders} octets en tout`);
  }
  const value = (name: string): MimeValue | null => {
    const header = headersNamed(part, name)[0];
    return header === undefined ? null : readMimeValue(header.value);
  };
  const disposition = value('content-disposition');
  part.contentType = value('content-type') ?? part.contentType;
  part.disposition = disposition?.type ?? null;
  part.filename = disposition?.params['filename'] ?? part.contentType.params['name'] ?? null;
  part.contentId = headersNamed(part, 'content-id')[0]?.value.replace(/^<(.*)>$/s, '$1') ?? null;
  fillBody(reading, part, range.depth);
  return part;
}

function emptyPart({ start, end }: Range): MimePart {
  return {
    headers: [],
    contentType: { type: 'text/plain', params: {} },
    filename: null,
    disposition: null,
    contentId: null,
    parts: [],
    body: Buffer.alloc(0),
    start,
    bodyStart: start,
    end,
    defects: [],
  };
}

/** Reads the header lines from `part.start`, and leaves `part.bodyStart` behind the empty line. */
function readHeaders(reading: Reading, part: MimePart): void {
  let header: Line | null = null;
  const close = (): void => {
    if (header !== null) addHeader(part, reading.bytes.subarray(header.at, header.textEnd), header.at);
  };
  for (const line of headerLines(reading, part)) {
    if (line.textEnd === line.at) {
      close();
      part.bodyStart = line.next;
      return;
    }
    const folded: boolean = header !== null && isBlank(reading.bytes[line.at]);
    if (!folded) close();
    header = { ...line, at: folded && header !== null ? header.at : line.at };
  }
  close();
  part.bodyStart = part.end;
  if (part.end > part.start) defect(part, 'entetes-sans-fin', part.end);
}

/** A line: where it starts, where its text ends, where the next one starts. */
interface Line {
  at: number;
  textEnd: number;
  next: number;
}

function* headerLines({ bytes, limits }: Reading, part: MimePart): Generator<Line> {
  const bound = Math.min(part.end, part.start + limits.headers);
  const within = bytes.subarray(0, bound);
  for (let at = part.start; at < part.end; ) {
    const lf = within.indexOf(10, at);
    if (lf < 0 && bound < part.end) throw refusal('entetes-trop-longs', `plus de ${limits.headers} octets`);
    const line = lf < 0 ? { at, textEnd: part.end, next: part.end } : { at, textEnd: lf, next: lf + 1 };
    if (lf > at && bytes[lf - 1] === 13) line.textEnd -= 1;
    else if (lf >= 0) defect(part, 'fin-de-ligne', lf);
    if (line.textEnd - at > 998) defect(part, 'ligne-trop-longue', at);
    yield line;
    at = line.next;
  }
}

function isBlank(byte: number | undefined): boolean {
  return byte === 32 || byte === 9;
}

function addHeader(part: MimePart, bytes: Buffer, offset: number): void {
  const text = bytes.toString('utf8');
  const colon = text.indexOf(':');
  const name = text.slice(0, Math.max(0, colon));
  if (!/^[!-9;-~]+$/.test(name)) {
    defect(part, 'entete-malforme', offset);
    return;
  }
  if (bytes.some((byte) => byte > 127)) defect(part, 'entete-non-ascii', offset);
  const raw = text.slice(colon + 1);
  part.headers.push({ name, raw, value: raw.replaceAll(/\r?\n(?=[ \t])/g, '').trim(), offset });
}

function fillBody(reading: Reading, part: MimePart, depth: number): void {
  const raw = reading.bytes.subarray(part.bodyStart, part.end);
  const { type } = part.contentType;
  const encoding = headersNamed(part, 'content-transfer-encoding')[0]?.value.toLowerCase() ?? '7bit';
  const composite = type.startsWith('multipart/') || type === 'message/rfc822';
  if (!composite) {
    part.body = decoded(part, raw, encoding);
    return;
  }
  // RFC 2045 §6.4: a composite body is never encoded as a whole.
  if (!plainEncodings.has(encoding)) defect(part, 'encodage-interdit', part.start);
  part.body = raw;
  if (type === 'message/rfc822') {
    part.parts = [readPart(reading, { start: part.bodyStart, end: part.end, depth: depth + 1 })];
    return;
  }
  part.parts = ranges(reading, part).map((range) => readPart(reading, { ...range, depth: depth + 1 }));
}

const plainEncodings = new Set(['7bit', '8bit', 'binary']);

function decoded(part: MimePart, raw: Buffer, encoding: string): Buffer {
  if (plainEncodings.has(encoding)) return raw;
  if (encoding !== 'base64' && encoding !== 'quoted-printable') {
    defect(part, 'encodage-inconnu', part.start);
    return raw;
  }
  const { bytes, wrongAt } = encoding === 'base64' ? decodeBase64(raw) : decodeQuotedPrintable(raw);
  if (wrongAt !== null)
    defect(part, encoding === 'base64' ? 'base64-invalide' : 'qp-invalide', part.bodyStart + wrongAt);
  return bytes;
}

/** Bytes of each part of a multipart: between its boundaries (RFC 2046 §5.1.1). */
function ranges(reading: Reading, part: MimePart): Array<{ start: number; end: number }> {
  const { bytes, limits } = reading;
  const found: Array<{ start: number; end: number }> = [];
  let start: number | null = null;
  // Never looks behind the part, or each of many parts would be searched to the end of the message.
  for (const line of boundaryLines(reading, bytes.subarray(0, part.end), part)) {
    if (start !== null) found.push({ start, end: Math.max(start, line.textEnd) });
    if (line.last) return found;
    if (found.length > limits.parts) throw refusal('trop-de-parties', `plus de ${limits.parts} parties`);
    start = line.next;
  }
  if (start !== null) found.push({ start, end: part.end });
  defect(part, start === null ? 'frontiere-absente' : 'frontiere-finale-absente', part.end);
  return found;
}

interface BoundaryLine {
  /** End of the text before it. */
  textEnd: number;
  next: number;
  last: boolean;
}

/** RFC 2046 §5.1.1 has 70 characters at most. */
const longestBoundary = 256;

function* boundaryLines(reading: Reading, bytes: Buffer, part: MimePart): Generator<BoundaryLine> {
  const boundary = part.contentType.params['boundary'] ?? '';
  if (boundary === '' || boundary.length > longestBoundary) return;
  const delimiter = Buffer.from(`\n--${boundary}`);
  // The characters of a delimiter alone are searched where a line starts: a message may be made of nothing else.
  const search = (from: number): number => {
    if (from === part.bodyStart && bytes.subarray(from, from + delimiter.length - 1).equals(delimiter.subarray(1)))
      return from;
    const found = bytes.indexOf(delimiter, Math.max(part.bodyStart, from - 1));
    return found === -1 ? -1 : found + 1;
  };
  for (let at = search(part.bodyStart); at >= 0; ) {
    const line = boundaryLine(bytes, { at, after: at + delimiter.length - 1, bodyStart: part.bodyStart });
    if (line !== null) yield line;
    else tooNear(reading);
    at = search(line?.next ?? at + 1);
  }
}

function tooNear(reading: Reading): void {
  reading.nearBoundaries += 1;
  const { nearBoundaries } = reading.limits;
  if (reading.nearBoundaries > nearBoundaries) {
    throw refusal('trop-de-parties', `plus de ${nearBoundaries} lignes qui commencent comme une frontière`);
  }
}

// Null where the delimiter's characters stand in a longer line.
function boundaryLine(
  bytes: Buffer,
  { at, after, bodyStart }: { at: number; after: number; bodyStart: number },
): BoundaryLine | null {
  const last = bytes[after] === 45 && bytes[after + 1] === 45;
  let next = last ? after + 2 : after;
  while (isBlank(bytes[next])) next += 1;
  if (bytes[next] === 13 && bytes[next + 1] === 10) next += 2;
  else if (bytes[next] === 10) next += 1;
  else if (next < bytes.length) return null;
  return { textEnd: Math.max(bodyStart, at - (bytes[at - 2] === 13 ? 2 : 1)), next, last };
}

// One of each code is enough to tell, and keeps a hostile message from filling the memory.
function defect(part: MimePart, code: MimeDefectCode, offset: number): void {
  if (!part.defects.some((known) => known.code === code)) part.defects.push({ code, offset });
}

function refusal(motif: string, detail: string): ProbantError {
  return new ProbantError('message_refuse', { motif, detail });
}
