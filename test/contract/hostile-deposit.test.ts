import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connect, type TLSSocket } from 'node:tls';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EvidenceStore, type Exchange, Journal, processEnvironment } from '../../core/index.ts';
import { DmpDirectory, dmpService } from '../../mocks/dmp/index.ts';
import { defaultLimits, startTlsHost, type TlsHost } from '../../mocks/host/index.ts';
import { type Credential, TestPki } from '../../mocks/pki/index.ts';
import { dmpPatient } from '../support/dmp-desk.ts';
import {
  depositBody,
  documentXml,
  envelope,
  existenceBody,
  member,
  mtom,
  submission,
  vihf,
} from '../support/dmp-request.ts';
import { judged } from '../support/judged.ts';

const megabyte = 1024 * 1024;
const path = '/si-dmp-server/v2/services/';
const delay = 800;

let pki: TestPki;
let server: Credential;
let client: Credential;
let folder: string;
let journal: Journal;
let host: TlsHost;

beforeAll(async () => {
  pki = await TestPki.create();
  server = await pki.server(['localhost']);
  client = await pki.clientAuthentication({ commonName: 'LPS', structure: '1630000018' });
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'probant-dmp-'));
  const environment = processEnvironment({ cwd: folder });
  journal = new Journal(environment, new EvidenceStore(environment, join(folder, 'blobs')));
  const directory = new DmpDirectory(environment);
  directory.declare(dmpPatient);
  const service = dmpService({ directory, signatures: false });
  host = await startTlsHost({
    environment,
    journal,
    service,
    listen: '127.0.0.1',
    port: 0,
    credential: server,
    clientAuthorities: [pki.chain],
    limits: {
      body: { served: service.served ?? megabyte, read: defaultLimits.body.read },
      delays: { handshake: delay, head: delay, request: delay },
    },
  });
});

/** Whatever came, the next good client is served, and nothing of the bench failed. */
afterEach(async () => {
  const { text } = await post('patients', envelope(existenceBody(), vihf()), 'application/soap+xml');
  expect([text.includes('<queryResponseCode code="OK"/>'), host.failure]).toEqual([true, undefined]);
  await host.stop();
  await rm(folder, { recursive: true, force: true });
});

const connection = () => ({ host: 'localhost', port: host.port, ca: pki.chain, cert: client.cert, key: client.key });

/** Posts a body; gives the answer. */
function post(service: string, body: string | Buffer, type: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': type, 'content-length': Buffer.byteLength(body) };
    const options = { ...connection(), path: path + service, method: 'POST', agent: false as const, headers };
    const sent = request(options, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.once('end', () =>
        resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
      );
      answer.once('error', reject);
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

/** A client that writes bytes as it wants. */
function dial(): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ ...connection(), servername: 'localhost' }, () => resolve(socket));
    socket.once('error', reject);
  });
}

/** What the server said until it closed. */
function heard(socket: TLSSocket): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
    });
    socket.on('error', () => undefined);
    socket.once('close', () => resolve(text));
  });
}

/** The code of a fault. */
const faultOf = (text: string): string | undefined => /<soap:Subcode><soap:Value>soap:([^<]+)/.exec(text)?.[1];

async function first(): Promise<Exchange> {
  await journal.waitFor(() => journal.last > 0, 10_000);
  const [exchange] = journal.all();
  if (exchange === undefined) throw new Error('nothing kept');
  return exchange;
}

const right = mtom(envelope(depositBody(submission(documentXml() + member())), vihf()));
const head = (length: number): string =>
  `POST ${path}repository HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${right.type}\r\nContent-Length: ${length}\r\n\r\n`;

const rooms = /^(?:vihf|dmp|xds|cda)\./;
const judge = (exchange: Exchange): Promise<Record<string, string[]>> =>
  judged([exchange], { store: journal.store, rooms });

describe('a MTOM package', () => {
  it('that is whole is accepted, and its rule has nothing to say', async () => {
    const { text } = await post('repository', right.body, right.type);
    const found = await judge(await first());
    expect([text.includes('ResponseStatusType:Success'), found['dmp.mtom']]).toEqual([true, []]);
  });

  it.each([0.1, 0.5, 0.9, 0.99])(
    'cut at %d of its length is refused, kept as it came, and told by the rules',
    async (share) => {
      const cut = right.body.slice(0, Math.floor(right.body.length * share));
      const { status, text } = await post('repository', cut, right.type);
      const exchange = await first();
      const found = await judge(exchange);
      expect({
        refused: status >= 400 || /errorCode=/.test(text),
        kept: (await journal.store.get(exchange.request?.body.sha256 ?? '')).toString('utf8') === cut,
        told: found['dmp.mtom'],
      }).toEqual({ refused: true, kept: true, told: [expect.any(String)] });
    },
  );

  it('whose sender leaves in the middle is kept as it came, and told', async () => {
    const socket = await dial();
    const half = right.body.slice(0, right.body.length / 2);
    socket.write(head(Buffer.byteLength(right.body)) + half);
    await pause(100);
    socket.destroy();
    const exchange = await first();
    const body = await journal.store.get(exchange.request?.body.sha256 ?? '');
    const found = await judge(exchange);
    expect([exchange.outcome, body.toString('utf8') === half, found['dmp.mtom']]).toEqual([
      'interrompu',
      true,
      ['aucun-echange'],
    ]);
  });

  it('of a hundred thousand parts is refused', async () => {
    const parts = '--limite\r\nContent-ID: <a>\r\n\r\nx\r\n'.repeat(100_000);
    const { status, text } = await post('repository', `${parts}--limite--\r\n`, right.type);
    const found = await judge(await first());
    expect([status, faultOf(text), found['dmp.mtom'], found['dmp.aucun-depot']]).toEqual([
      500,
      'probant_mtom_invalide',
      ['aucun-echange'],
      ['depot-parti'],
    ]);
  });

  it('larger than the DMP takes is refused; its beginning is kept, with its length and digest', async () => {
    const { status } = await post('repository', Buffer.alloc(21 * megabyte, 'x'), right.type);
    const { request: sent, outcome } = await first();
    expect([status, outcome, sent?.body.size, sent?.body.fullSize]).toEqual([
      413,
      'corps_trop_gros',
      megabyte,
      21 * megabyte,
    ]);
  });
});

describe('a slow client', () => {
  it('that drips its head is cut', async () => {
    const socket = await dial();
    const answer = heard(socket);
    socket.write(`POST ${path}repository HTTP/1.1\r\nX-Lent: `);
    const timer = setInterval(() => socket.write('x'), 50);
    const text = await answer;
    clearInterval(timer);
    expect([text.slice(0, 12), (await first()).outcome]).toEqual(['HTTP/1.1 408', 'interrompu']);
  });

  it('that never ends its package is cut; what came of it is kept', async () => {
    const socket = await dial();
    const answer = heard(socket);
    const quarter = right.body.slice(0, right.body.length / 4);
    socket.write(head(Buffer.byteLength(right.body)) + quarter);
    await answer;
    const exchange = await first();
    const body = await journal.store.get(exchange.request?.body.sha256 ?? '');
    expect([exchange.outcome, body.toString('utf8') === quarter]).toEqual(['interrompu', true]);
  });

  it('makes nobody wait', async () => {
    const slow = await Promise.all(Array.from({ length: 10 }, dial));
    for (const socket of slow) socket.write(head(1_000));
    const { text } = await post('patients', envelope(existenceBody(), vihf()), 'application/soap+xml');
    for (const socket of slow) socket.destroy();
    expect(text).toContain('<queryResponseCode code="OK"/>');
  });
});
