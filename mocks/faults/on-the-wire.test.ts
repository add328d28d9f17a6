import { mkdtemp, rm } from 'node:fs/promises';
import { type RequestOptions, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { http } from 'msw';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EvidenceStore, type Exchange, Journal, processEnvironment } from '../../core/index.ts';
import { startTlsHost, type TlsHost } from '../host/index.ts';
import { TestPki } from '../pki/index.ts';
import { FaultBoard } from './board.ts';
import type { TlsFaultKind } from './fault.ts';
import { wrongTls } from './wrong-tls.ts';

const pki = await TestPki.create();
const names = ['localhost'];
const contexts = new Map<TlsFaultKind, Awaited<ReturnType<typeof wrongTls>>>();
let folder: string;
let journal: Journal;
let host: TlsHost;
const board = new FaultBoard({
  errorAnswer: () => undefined,
  prepareTls: async (kind) => void contexts.set(kind, await wrongTls(kind, pki, names)),
  showTls: (_service, kind) => {
    const context = kind === undefined ? undefined : contexts.get(kind);
    host.show(kind === undefined || context === undefined ? undefined : { fault: kind, context });
  },
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'probant-pannes-'));
  const environment = processEnvironment({ cwd: folder });
  journal = new Journal(environment, new EvidenceStore(environment, join(folder, 'blobs')));
  host = await startTlsHost({
    environment,
    journal,
    service: {
      name: 'annuaire',
      handlers: [http.get('*/', () => new Response('0123456789'))],
      failure: () => new Response(null, { status: 500 }),
    },
    listen: '127.0.0.1',
    port: 0,
    credential: await pki.server(names),
    clientAuthorities: [],
    clientCertificate: 'aucun',
    faults: board,
  });
});
afterEach(() => board.reset());
afterAll(async () => {
  await host.stop();
  await rm(folder, { recursive: true, force: true });
});

/** What a strict client gets: `200 0123456789`, or the code and text of its error; a body cut short is told by its length. */
function get(options: RequestOptions = {}): Promise<string> {
  return new Promise((resolve) => {
    const asked = { host: 'localhost', port: host.port, path: '/', ca: pki.chain, agent: false, ...options };
    const sent = request(asked, (answer) => {
      let body = '';
      answer.on('data', (chunk: Buffer) => {
        body += chunk.toString('utf8');
      });
      answer.once('error', () => resolve(`coupé après ${body.length} octets`));
      answer.once('end', () => resolve(`${answer.statusCode} ${body}`));
    });
    sent.once('error', (error: NodeJS.ErrnoException) => resolve(`${error.code} ${error.message}`));
    sent.once('timeout', () => sent.destroy(Object.assign(new Error('timeout'), { code: 'DELAI' })));
    sent.end();
  });
}

async function lastExchange(n: number): Promise<Exchange | undefined> {
  await journal.waitFor(() => journal.last >= n, 10_000);
  return journal.all({ from: n - 1, to: n })[0];
}

describe('faults on the wire', () => {
  it('answers late', async () => {
    await board.set({ service: 'annuaire', panne: 'lenteur', delaiMs: 30 });
    const got = await get();
    const exchange = await lastExchange(journal.last);
    expect([got, exchange?.panne, (exchange?.durationMs ?? 0) >= 29]).toEqual(['200 0123456789', 'lenteur', true]);
  });

  it('says nothing until the client gives up', async () => {
    const n = journal.last + 1;
    await board.set({ service: 'annuaire', panne: 'silence' });
    const got = await get({ timeout: 100 });
    expect([got, (await lastExchange(n))?.outcome]).toEqual(['DELAI timeout', 'interrompu']);
  });

  it('cuts the connection instead of answering', async () => {
    await board.set({ service: 'annuaire', panne: 'coupure' });
    expect(await get()).toMatch(/^ECONNRESET/);
  });

  it('cuts the answer in its middle', async () => {
    await board.set({ service: 'annuaire', panne: 'coupure_reponse' });
    expect(await get()).toBe('coupé après 5 octets');
  });

  it('answers a page for a person', async () => {
    await board.set({ service: 'annuaire', panne: 'http_503' });
    expect(await get()).toMatch(/^503 <!DOCTYPE html>/);
  });

  it('serves again once the fault has been met', async () => {
    await board.set({ service: 'annuaire', panne: 'coupure', fois: 1 });
    await get();
    expect(await get()).toBe('200 0123456789');
  });

  const strict: RequestOptions = { ciphers: 'ECDHE-RSA-AES256-GCM-SHA384', maxVersion: 'TLSv1.2' };
  const anything: RequestOptions = { ciphers: 'ALL:@SECLEVEL=0', minVersion: 'TLSv1.1', rejectUnauthorized: false };

  // A client with the documented suites, and one that a careless publisher would write.
  const refusals: Array<[TlsFaultKind, RegExp, RequestOptions]> = [
    ['tls_version', /protocol version|unsupported protocol/, { maxVersion: 'TLSv1.2' }],
    ['tls_suite', /handshake failure/, strict],
    ['tls_cle_faible', /key too weak/, strict],
    ['tls_autorite', /^(?:UNABLE_TO_|SELF_SIGNED)/, strict],
    ['tls_expire', /^CERT_HAS_EXPIRED/, strict],
    ['tls_nom', /ALTNAME/, strict],
  ];

  it.each(refusals)('%s makes a strict client refuse, and a careless one accept', async (panne, reason, careful) => {
    await board.set({ service: 'annuaire', panne });
    const n = journal.last + 1;
    const [refused, accepted] = [await get(careful), await get(anything)];
    expect([reason.test(refused) || refused, accepted]).toEqual([true, '200 0123456789']);
    const seen = [await lastExchange(n), await lastExchange(n + 1)];
    const facts = seen.map((exchange) => [exchange?.tls?.fault, exchange?.request === undefined]);
    expect(facts.sort()).toEqual([
      [panne, false],
      [panne, true],
    ]);
  });

  it('tls_revoque shows a certificate that only its revocation makes wrong', async () => {
    await board.set({ service: 'annuaire', panne: 'tls_revoque' });
    const crl = await Promise.all([pki.root.revocationList(), pki.organisations.revocationList()]);
    const [naive, careful] = [await get(), await get({ crl })];
    expect([naive, careful.split(' ')[0]]).toEqual(['200 0123456789', 'CERT_REVOKED']);
  });

  it('shows its right certificate again once a TLS fault is withdrawn', async () => {
    await board.set({ service: 'annuaire', panne: 'tls_expire' });
    board.reset();
    const n = journal.last + 1;
    expect(await get()).toBe('200 0123456789');
    expect((await lastExchange(n))?.tls).not.toHaveProperty('fault');
  });

  it('keeps a handshake that no request follows, where the server is to be refused', async () => {
    await board.set({ service: 'annuaire', panne: 'tls_expire' });
    const n = journal.last + 1;
    await get({ minVersion: 'TLSv1.3' });
    expect(await lastExchange(n)).toMatchObject({ outcome: 'refus_tls', tls: { fault: 'tls_expire' } });
  });
});
