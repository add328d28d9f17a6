import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { connect as connectTcp } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { http } from 'msw';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodyCap, EvidenceStore, type Exchange, Journal, processEnvironment, sha256 } from '../../core/index.ts';
import { codeCr, faultCode } from '../../test/support/bench.ts';
import { insiRequest } from '../../test/support/insi-request.ts';
import { insiService } from '../insi/index.ts';
import { type Credential, TestPki } from '../pki/index.ts';
import { defaultLimits, startTlsHost, type TlsHost } from './index.ts';

const megabyte = 1024 * 1024;
let folder: string;
let pki: TestPki;
let identity: Credential;
let journal: Journal;
let host: TlsHost;
let impatient: TlsHost;
let full = false;
let entered: () => void = () => undefined;
let release: Promise<void> = Promise.resolve();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'probant-hostile-'));
  const real = processEnvironment({ cwd: folder });
  const writeFile = (path: string, data: Uint8Array | string): Promise<void> =>
    full ? Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })) : real.fs.writeFile(path, data);
  const environment = { ...real, fs: { ...real.fs, writeFile } };
  journal = new Journal(environment, new EvidenceStore(environment, join(folder, 'blobs')));
  pki = await TestPki.create();
  identity = await pki.clientAuthentication({ commonName: 'INSI-AUTO' });
  const service = insiService();
  service.handlers.push(
    http.post('*/panne', () => {
      throw new Error('a mistake of the bench');
    }),
    http.post('*/attente', async () => {
      entered();
      await release;
      return new Response('late');
    }),
    http.post('*/coupure', () => Response.error()),
    http.post('*/grand', () => new Response('a'.repeat(2 * megabyte))),
  );
  const options = {
    environment,
    journal,
    service,
    listen: '127.0.0.1',
    port: 0,
    credential: await pki.server(['localhost']),
    clientAuthorities: [pki.chain],
  };
  const delays = { handshake: 1_500, head: 300, request: 600 };
  host = await startTlsHost(options);
  impatient = await startTlsHost({ ...options, limits: { ...defaultLimits, delays } });
});
afterAll(async () => {
  await Promise.all([host.stop(), impatient.stop()]);
  await rm(folder, { recursive: true, force: true });
});

function tls({ port } = host): TLSSocket {
  return connect({ host: '127.0.0.1', port, servername: 'localhost', ca: pki.chain, ...identity });
}

function everything(socket: TLSSocket): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('utf8');
    });
    socket.once('error', () => undefined);
    socket.once('close', () => resolve(text));
  });
}

/** Sends bytes as they are, and gives what came back until the connection closed. */
async function raw(bytes: string | Buffer, to = host): Promise<string> {
  const socket = tls(to);
  const received = everything(socket);
  socket.write(bytes);
  return await received;
}

function post(body: string | Buffer, path = '/lps'): Buffer {
  const content = Buffer.from(body);
  const head = `POST ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: ${content.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), content]);
}

/** The exchange that `act` makes. */
async function exchangeOf(act: () => Promise<unknown>): Promise<Exchange> {
  const before = journal.last;
  await act();
  await journal.waitFor(() => journal.last > before, 10_000);
  const [exchange] = journal.slice('insi', { from: before, to: before + 1 });
  if (exchange === undefined) throw new Error('no exchange');
  return exchange;
}

async function keptRequest({ request: kept }: Exchange): Promise<string> {
  return (await journal.store.get(kept?.raw.sha256 ?? '')).toString('utf8');
}

async function served(): Promise<string> {
  return codeCr(await raw(post(insiRequest())));
}

/** Posts `size` bytes one block at a time, holding one block only. */
function flood(size: number, headers: Record<string, string> = {}): Promise<number> {
  const block = Buffer.alloc(megabyte, 'a');
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port: host.port,
        path: '/lps',
        method: 'POST',
        servername: 'localhost',
        ca: pki.chain,
        agent: false,
        headers,
        ...identity,
      },
      (answer) => {
        answer.resume();
        answer.once('end', () => resolve(answer.statusCode ?? 0));
      },
    );
    sent.once('error', reject);
    const write = (left: number): void => {
      if (left === 0) sent.end();
      else if (sent.write(block)) setImmediate(write, left - megabyte);
      else sent.once('drain', () => write(left - megabyte));
    };
    if (headers['expect'] === undefined) write(size);
    else {
      sent.flushHeaders();
      sent.once('continue', () => reject(new Error('the body was asked for')));
    }
  });
}

function bomb(encoding: BufferEncoding | 'utf16be' = 'utf8'): Buffer {
  const levels = Array.from({ length: 10 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`);
  const text = `<!DOCTYPE e [<!ENTITY l0 "ha">${levels.join('')}]><e>&l10;</e>`;
  if (encoding !== 'utf16be') return Buffer.from(text, encoding);
  return Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()]);
}

describe('a hostile message', () => {
  it.each([
    ['malformed XML', Buffer.from('<e:Envelope'), 'probant_xml_invalide'],
    ['bytes that are no text', Buffer.from([0, 1, 2, 255]), 'probant_xml_invalide'],
    ['an entity bomb', bomb(), 'probant_xml_interdit'],
    ['two million elements', Buffer.from(`<a>${'<b/>'.repeat(2_000_000)}</a>`), 'probant_xml_invalide'],
    ['very deep XML', Buffer.from('<a>'.repeat(100_000)), 'probant_xml_invalide'],
  ])('gets a SOAP fault: %s', async (_, body, code) => {
    expect(faultCode(await raw(post(body)))).toBe(code);
  });

  it('gets a SOAP fault: an entity bomb in another encoding', async () => {
    expect(faultCode(await raw(post(bomb('utf16be'))))).toMatch(/^probant_xml_/);
  });

  it('is kept whole, without a key', async () => {
    const exchange = await exchangeOf(() => raw(post(bomb())));
    expect({ keys: exchange.keys, bytes: await keptRequest(exchange) }).toEqual({
      keys: [],
      bytes: post(bomb()).toString(),
    });
  });

  it.each([
    ['CONNECT', 'CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['TRACE', 'TRACE /lps HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
    ['an impossible host', 'GET /lps HTTP/1.1\r\nHost: [\r\nConnection: close\r\n\r\n'],
    ['an impossible address', 'GET http://[ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
  ])('leaves the bench serving: %s', async (_, bytes) => {
    await raw(bytes);
    expect(await served()).toBe('00');
  });
});

describe('a body of 200 MB', () => {
  it('is refused with 413, and keeps its first bytes, its length and its digest', async () => {
    let status = 0;
    const exchange = await exchangeOf(async () => {
      status = await flood(200 * megabyte);
    });
    const { outcome, request: kept } = exchange;
    expect({ status, outcome, body: kept?.body }).toMatchObject({
      status: 413,
      outcome: 'corps_trop_gros',
      body: { size: bodyCap, fullSize: 200 * megabyte, fullSha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  }, 60_000);

  it('is not asked for when the client waits to be', async () => {
    const headers = { 'content-length': String(200 * megabyte), expect: '100-continue' };
    expect(await flood(200 * megabyte, headers)).toBe(413);
  });
});

describe('an answer of 2 MB', () => {
  it('is sent whole, and keeps its first bytes, its length and its digest', async () => {
    let answer = '';
    const exchange = await exchangeOf(async () => {
      answer = await raw(post('x', '/grand'));
    });
    const { body, raw: message } = exchange.response ?? {};
    expect(answer.endsWith('a'.repeat(2 * megabyte))).toBe(true);
    expect(body).toMatchObject({
      size: bodyCap,
      fullSize: 2 * megabyte,
      fullSha256: sha256('a'.repeat(2 * megabyte)),
    });
    expect(message).toMatchObject({ size: bodyCap, fullSize: answer.length, fullSha256: sha256(answer) });
  });
});

describe('a client that stops', () => {
  it.each([
    ['in the middle of a head', 'POST /lps HTT'],
    ['in the middle of a body', 'POST /lps HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf'],
  ])('leaves its bytes in the journal: %s', async (_, bytes) => {
    const exchange = await exchangeOf(async () => {
      const socket = tls();
      const received = everything(socket);
      socket.end(bytes);
      await received;
    });
    expect([exchange.outcome, await keptRequest(exchange)]).toEqual(['interrompu', bytes]);
  });

  it('before the answer is journaled as such', async () => {
    const waiting = Promise.withResolvers<void>();
    const reached = new Promise<void>((resolve) => {
      entered = resolve;
    });
    release = waiting.promise;
    const socket = tls();
    const closed = everything(socket);
    socket.write(post('x', '/attente'));
    await reached;
    socket.destroy();
    await closed;
    // By the end of an exchange on another connection, the server has seen this one close.
    await served();
    waiting.resolve();
    const left = (): Exchange | undefined =>
      journal.slice('insi', { from: 0, to: journal.last }).find(({ request: kept }) => kept?.path === '/attente');
    await journal.waitFor(() => left() !== undefined, 10_000);
    expect([left()?.outcome, left()?.response]).toEqual(['interrompu', undefined]);
  });
});

describe('a slow client', () => {
  it.each([
    ['in its head', 'POST /lps HTT'],
    ['in its body', 'POST /lps HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf'],
  ])('is told 408 and its bytes are kept: %s', async (_, bytes) => {
    let text = '';
    const exchange = await exchangeOf(async () => {
      text = await raw(bytes, impatient);
    });
    expect([text.split('\r\n')[0], exchange.outcome, exchange.response?.status, await keptRequest(exchange)]).toEqual([
      'HTTP/1.1 408 Request Timeout',
      'interrompu',
      408,
      bytes,
    ]);
  });

  it('is cut when it never shakes hands', async () => {
    const exchange = await exchangeOf(async () => {
      const socket = connectTcp(impatient.port, '127.0.0.1');
      socket.once('error', () => undefined);
      await new Promise((resolve) => socket.once('close', resolve));
    });
    expect([exchange.outcome, exchange.tls?.error]).toEqual(['refus_tls', 'ERR_TLS_HANDSHAKE_TIMEOUT']);
  });
});

describe('what is no HTTP', () => {
  it.each([
    ['no HTTP at all', 'hello\r\n\r\n', 400],
    ['two lengths', 'POST /lps HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab', 400],
    ['no host', 'GET /lps HTTP/1.1\r\nX: y\r\n\r\n', 400],
    ['a tunnel', 'CONNECT autre:443 HTTP/1.1\r\nHost: autre:443\r\n\r\n', 400],
    ['a head without end', `GET / HTTP/1.1\r\nX: ${'a'.repeat(20_000)}`, 431],
  ])('is refused and kept: %s', async (_, bytes, status) => {
    const exchange = await exchangeOf(() => raw(bytes));
    expect([exchange.response?.status, await keptRequest(exchange)]).toEqual([status, bytes]);
  });
});

describe('a mistake of the bench', () => {
  it('gets a SOAP fault', async () => {
    expect(faultCode(await raw(post('x', '/panne')))).toBe('probant_erreur_interne');
  });

  it('cuts the connection when a handler wants it cut', async () => {
    const exchange = await exchangeOf(() => raw(post('x', '/coupure')));
    expect([exchange.outcome, exchange.response]).toEqual(['interrompu', undefined]);
  });

  it('gives no answer to what the disk could not keep', async () => {
    full = true;
    const answer = await raw(post(insiRequest({ nomNaissance: 'DISQUE' })));
    full = false;
    expect([answer, host.failure, await served()]).toEqual([
      '',
      expect.objectContaining({ code: 'disque_plein' }),
      '00',
    ]);
  });
});

describe('the evidence', () => {
  it('never holds a private key of the bench', async () => {
    const { cert } = identity;
    const [exchange] = journal.slice('insi', { from: journal.last - 1, to: journal.last });
    const der = await readFile(journal.store.path(exchange?.tls?.peer?.sha256 ?? ''));
    expect(der.equals(Buffer.from(cert.split('-----')[2] ?? '', 'base64'))).toBe(true);
  });
});
