import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { http } from 'msw';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EvidenceStore, type Exchange, Journal, processEnvironment } from '../../core/index.ts';
import { TestPki } from '../pki/index.ts';
import { startTlsHost, type TlsHost } from './index.ts';

const pki = await TestPki.create();
const client = await pki.clientAuthentication({ commonName: 'TEST CLIENT' });
let folder: string;
let journal: Journal;
let host: TlsHost;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'probant-hote-'));
  const environment = processEnvironment({ cwd: folder });
  journal = new Journal(environment, new EvidenceStore(environment, join(folder, 'blobs')));
  host = await startTlsHost({
    environment,
    journal,
    service: {
      name: 'ouvert',
      handlers: [
        http.get('*/', () => new Response('vu')),
        http.get('*/vide', () => new Response(null, { status: 204 })),
        http.get('*/connu', () => new Response(null, { status: 304, headers: { etag: '"e"' } })),
      ],
      failure: () => new Response(null, { status: 500 }),
    },
    listen: '127.0.0.1',
    port: 0,
    credential: await pki.server(['localhost']),
    clientAuthorities: [pki.chain],
    clientCertificate: 'aucun',
  });
});
afterAll(async () => {
  await host.stop();
  await rm(folder, { recursive: true, force: true });
});

function get(path: string, identity: { cert?: string; key?: string } = {}): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const options = { host: 'localhost', port: host.port, path, ca: pki.chain, agent: false, ...identity };
    const sent = request(options, (answer) => answer.resume().once('end', () => resolve(answer)));
    sent.once('error', reject);
    sent.end();
  });
}

async function lastExchange(): Promise<Exchange | undefined> {
  return journal.slice('ouvert', { from: 0, to: journal.last }).at(-1);
}

describe('a host that asks for no client certificate', () => {
  it.each([
    ['none', {}],
    ['one', { cert: client.cert, key: client.key }],
  ])('serves a client that has %s, and knows it by none', async (_, identity) => {
    const { statusCode } = await get('/', identity);
    const { tls } = (await lastExchange()) ?? {};
    expect([statusCode, tls?.authorized, tls?.peer]).toEqual([200, false, undefined]);
  });

  it.each(['/vide', '/connu'])('gives no length to an answer that has no body by nature, %s', async (path) => {
    expect((await get(path)).headers).not.toHaveProperty('content-length');
  });
});
