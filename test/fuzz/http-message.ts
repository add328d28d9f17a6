import { mutated } from './byte-mutations.ts';
import type { Dice } from './dice.ts';

/** An HTTP request before it is framed. */
export interface HttpMessage {
  method: string;
  path: string;
  headers: ReadonlyArray<readonly [string, string]>;
  body: Buffer;
}

const oddMethods = [
  'GET',
  'POST',
  'PUT',
  'HEAD',
  'OPTIONS',
  'DELETE',
  'TRACE',
  'CONNECT',
  'PROPFIND',
  'PATCH',
  'M-SEARCH',
];

const oddHeaders: ReadonlyArray<readonly [string, string]> = [
  ['Expect', '100-continue'],
  ['Expect', 'autre'],
  ['Accept-Encoding', 'gzip, br'],
  ['Content-Encoding', 'gzip'],
  ['Host', ''],
  ['Host', 'a b'],
  ['Host', '[::1'],
  ['Host', 'localhost:99999'],
  ['X-Long', 'x'.repeat(7_000)],
  ['Cookie', 'a=b; '.repeat(400)],
  ['Cookie', '=;;==\t'],
  ['Content-Type', 'text/xml; charset=utf-16'],
  ['Content-Type', 'multipart/related; boundary=""'],
  ['Content-Type', ''],
  ['Authorization', 'Basic !!!'],
  ['Authorization', 'Bearer'],
  ['Upgrade', 'h2c'],
  ['Connection', 'close'],
  ['If-None-Match', '*'],
  ['If-Modified-Since', 'demain'],
  ['Range', 'bytes=0-0,-1'],
  ['X-Forwarded-Proto', 'javascript'],
];

/** The message with its line and its headers made odd, now and then. */
export function oddHead(message: HttpMessage, dice: Dice): HttpMessage {
  const { method, path, headers, body } = message;
  return {
    method: dice.chance(0.05) ? dice.pick(oddMethods) : method,
    path: dice.chance(0.06) ? oddPath(path, dice) : path,
    headers: dice.chance(0.1) ? [...headers.filter(() => !dice.chance(0.2)), dice.pick(oddHeaders)] : headers,
    body,
  };
}

function oddPath(path: string, dice: Dice): string {
  return dice.pick([
    `${path}?${encodeURIComponent('é&=%')}=%zz`,
    `${path}/`,
    `/${path}`,
    path.toUpperCase(),
    `${path}/%2e%2e/%00`,
    '/',
    '//',
    '*',
    'http://autre.test/lps',
    `${path}${'/a'.repeat(500)}`,
    encodeURI(mutated(Buffer.from(path), dice).toString('latin1')).slice(0, 4_000),
  ]);
}

/** The bytes of a request, framed by its length. */
export function wireOf({ method, path, headers, body }: HttpMessage): Buffer {
  const own = headers.some(([name]) => name === 'Host') ? [] : [['Host', 'localhost'] as const];
  const length = body.length > 0 || method === 'POST' ? [['Content-Length', String(body.length)] as const] : [];
  const lines = [...own, ...headers, ...length].map(
    ([name, value]) => `${name}: ${value.replaceAll(/[\r\n]/g, ' ')}\r\n`,
  );
  return Buffer.concat([
    Buffer.from(`${method} ${path.replaceAll(/[\s\0]/g, '+')} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1'),
    body,
  ]);
}

/** The bytes of a request in chunks, their sizes written in odd ways. */
function chunked(message: HttpMessage, dice: Dice): Buffer {
  const head = wireOf({
    ...message,
    method: message.method === 'POST' ? 'PUT' : message.method,
    body: Buffer.alloc(0),
  });
  const line = head
    .toString('latin1')
    .replace(/^PUT/, message.method)
    .replace(/\r\n\r\n$/, '\r\nTransfer-Encoding: chunked\r\n\r\n');
  const parts: Buffer[] = [Buffer.from(line, 'latin1')];
  for (let at = 0; at < message.body.length; ) {
    const size = 1 + dice.int(dice.pick([3, 200, 9_000]));
    const chunk = message.body.subarray(at, at + size);
    const written = dice.chance(0.05)
      ? dice.pick(['ffffffffffffffff', '-1', 'zz', '0x10', ''])
      : chunk.length.toString(16);
    parts.push(Buffer.from(`${written}${dice.chance(0.1) ? ';ext="a\\"b"' : ''}\r\n`), chunk, Buffer.from('\r\n'));
    at += size;
  }
  parts.push(Buffer.from(dice.chance(0.2) ? '0\r\nTrailer: x\r\n\r\n' : '0\r\n\r\n'));
  return Buffer.concat(parts);
}

/** The bytes of a request whose framing may be wrong. */
export function looseWire(message: HttpMessage, dice: Dice): Buffer {
  const right = wireOf(message);
  return dice.pick([
    () => mutated(right, dice),
    () => chunked(message, dice),
    () => mutated(chunked(message, dice), dice),
    () => right.subarray(0, dice.int(right.length)),
    () =>
      Buffer.from(
        right
          .toString('latin1')
          .replace(
            /Content-Length: \d+/,
            `Content-Length: ${dice.pick(['0', '5', '-1', '999999', '1e3', '9'.repeat(20)])}`,
          ),
        'latin1',
      ),
    () =>
      Buffer.from(
        right.toString('latin1').replace(/Content-Length: \d+/, '$&\r\nTransfer-Encoding: chunked'),
        'latin1',
      ),
    () =>
      Buffer.from(
        right.toString('latin1').replace('HTTP/1.1', dice.pick(['HTTP/1.0', 'HTTP/2.0', 'HTTP/0.9', 'XTTP/1.1'])),
        'latin1',
      ),
    () => Buffer.concat([right, right, right.subarray(0, dice.int(right.length))]),
    () => dice.bytes(1 + dice.int(400)),
    () => Buffer.from(`${message.method} ${message.path} HTTP/1.1\r\n${'X: y\r\n'.repeat(3_000)}\r\n`),
  ])();
}

/** An answer as a client reads it. */
export interface HttpAnswer {
  status: number;
  headers: ReadonlyMap<string, string>;
  body: Buffer;
}

/** What the bytes of a connection hold; `error` says what is no HTTP. */
export interface ReadAnswers {
  answers: HttpAnswer[];
  /** Bytes of an answer that is not whole. */
  rest: Buffer;
  error?: string;
}

const headEnd = Buffer.from('\r\n\r\n');

/** Reads the answers of a connection, framed by `Content-Length` or in chunks; `closed` ends one that has neither. */
export function readAnswers(received: Buffer, options: { closed: boolean; bodyless: boolean }): ReadAnswers {
  const answers: HttpAnswer[] = [];
  for (let rest = received; rest.length > 0; ) {
    const at = rest.indexOf(headEnd);
    if (at === -1) return { answers, rest };
    const head = rest.toString('latin1', 0, at);
    const [, status] = /^HTTP\/1\.1 (\d{3}) [^\r\n]*(?:\r\n|$)/.exec(head) ?? [];
    if (status === undefined) return { answers, rest, error: `ligne de statut « ${head.slice(0, 80)} »` };
    const headers = headersOf(head);
    if (headers === undefined) return { answers, rest, error: `en-têtes « ${head.slice(0, 200)} »` };
    const content = rest.subarray(at + headEnd.length);
    const framed = bodyOf(content, { status: Number(status), headers, ...options });
    if (framed === undefined) return { answers, rest };
    if (Number(status) >= 200) answers.push({ status: Number(status), headers, body: framed.body });
    rest = content.subarray(framed.taken);
  }
  return { answers, rest: Buffer.alloc(0) };
}

function headersOf(head: string): Map<string, string> | undefined {
  const headers = new Map<string, string>();
  for (const line of head.split('\r\n').slice(1)) {
    const [, name, value = ''] = /^([!#$%&'*+.^_`|~\w-]+):[ \t]*([^\r\n\0]*)$/.exec(line) ?? [];
    if (name === undefined) return undefined;
    headers.set(name.toLowerCase(), value);
  }
  return headers;
}

interface Framing {
  status: number;
  headers: ReadonlyMap<string, string>;
  closed: boolean;
  bodyless: boolean;
}

function bodyOf(
  content: Buffer,
  { status, headers, closed, bodyless }: Framing,
): { body: Buffer; taken: number } | undefined {
  if (status < 200 || status === 204 || status === 304 || bodyless) return { body: Buffer.alloc(0), taken: 0 };
  const length = headers.get('content-length');
  if (length !== undefined) {
    const body = content.subarray(0, Number(length));
    return body.length < Number(length) ? undefined : { body, taken: body.length };
  }
  if (headers.get('transfer-encoding') === 'chunked') return dechunked(content);
  return closed ? { body: content, taken: content.length } : undefined;
}

function dechunked(content: Buffer): { body: Buffer; taken: number } | undefined {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const end = content.indexOf('\r\n', at);
    const size = end === -1 ? Number.NaN : Number.parseInt(content.toString('latin1', at, end), 16);
    if (Number.isNaN(size) || content.length < end + 4 + size) return undefined;
    parts.push(content.subarray(end + 2, end + 2 + size));
    at = end + 4 + size;
    if (size === 0) return { body: Buffer.concat(parts), taken: at };
  }
}
