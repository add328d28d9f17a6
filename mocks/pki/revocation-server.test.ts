import 'reflect-metadata';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { X509Crl } from '@peculiar/x509';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EvidenceStore, type Exchange, Journal, processEnvironment } from '../../core/index.ts';
import { type RevocationServer, startRevocationServer, TestPki } from './index.ts';

let folder: string;
let journal: Journal;
let server: RevocationServer;
let pki: TestPki;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'probant-igc-'));
  ({ server, journal } = await start());
  pki = await TestPki.create({ revocationUrl: server.url });
  server.publish(pki);
});
afterEach(() => server.control.reset());
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function start(): Promise<{ server: RevocationServer; journal: Journal }> {
  const environment = processEnvironment({ cwd: folder });
  const kept = new Journal(environment, new EvidenceStore(environment, join(folder, 'blobs')));
  const where = { listen: '127.0.0.1', port: 0, names: ['127.0.0.1'] };
  return { server: await startRevocationServer({ environment, journal: kept, ...where }), journal: kept };
}

const organisations = '/CRL/ACI-EL-ORG-TEST.crl';

function get(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${server.url}${path}`, { signal: AbortSignal.timeout(5_000), ...init });
}

async function list(path = organisations): Promise<X509Crl> {
  return new X509Crl(await (await get(path)).arrayBuffer());
}

async function bytes(digest: string | undefined): Promise<string> {
  return (await journal.store.get(digest ?? '')).toString('latin1');
}

async function exchangeAfter(act: () => Promise<unknown>): Promise<Exchange | undefined> {
  const before = journal.last;
  await act();
  await journal.waitFor(() => journal.last > before, 5_000);
  return journal.all({ from: before, to: before + 1 })[0];
}

describe('a certificate of a PKI with a revocation server', () => {
  it('names its list, its responder and its authority at that server', async () => {
    const { cert } = await pki.clientAuthentication({ commonName: 'INSI-AUTO' });
    const { infoAccess } = new X509Certificate(cert);
    expect(infoAccess?.trim()).toBe(
      `OCSP - URI:${server.url}/OCSP\nCA Issuers - URI:${server.url}/AC/ACI-EL-ORG-TEST.cer`,
    );
  });

  it('is issued by the authority served at the address that it names', async () => {
    const { cert } = await pki.card({ id: '899900000017', nom: 'TEMOIN', prenom: 'ALIX' }).then((c) => c.signature);
    const authority = new X509Certificate(Buffer.from(await (await get('/AC/ACI-FO-PP-TEST.cer')).arrayBuffer()));
    expect(new X509Certificate(cert).verify(authority.publicKey)).toBe(true);
  });
});

describe('the revocation lists', () => {
  it('are served in DER, for each authority, signed by it', async () => {
    const stems = ['ACI-EL-ORG', 'ACI-EL-PP', 'ACR-EL', 'ACI-FO-PP', 'ACR-FO'];
    const lists = await Promise.all(stems.map((stem) => list(`/CRL/${stem}-TEST.crl`)));
    expect(lists.map(({ issuer }) => issuer.replace(/^.*CN=TEST AC /, ''))).toEqual([
      'IGC-SANTE ELEMENTAIRE ORGANISATIONS',
      'IGC-SANTE ELEMENTAIRE PERSONNES',
      'RACINE IGC-SANTE ELEMENTAIRE',
      'IGC-SANTE FORT PERSONNES',
      'RACINE IGC-SANTE FORT',
    ]);
  });

  it('name a certificate issued revoked', async () => {
    const { serial } = await pki.server(['localhost'], { variant: 'revoque' });
    expect((await list()).findRevoked(serial)?.serialNumber).toBe(serial);
  });

  it('name a certificate revoked live, until its owner resets', async () => {
    const { serial } = await pki.server(['localhost']);
    server.control.revoke({ serial: serial.toUpperCase(), owner: 'a' });
    const during = (await list()).findRevoked(serial)?.serialNumber;
    server.control.reset('a');
    expect([during, (await list()).findRevoked(serial)]).toEqual([serial, null]);
  });

  it('still name a certificate issued revoked after a reset of all', async () => {
    const { serial } = await pki.server(['localhost'], { variant: 'revoque' });
    server.control.reset();
    expect((await list()).findRevoked(serial)?.serialNumber).toBe(serial);
  });

  it('lapse when told', async () => {
    server.control.crl({ etat: 'expiree' });
    expect((await list()).nextUpdate?.getTime()).toBeLessThan(Date.now());
  });

  it('hold for as long as told', async () => {
    server.control.crl({ etat: 'bonne', validiteMs: 30_000 });
    expect((await list()).nextUpdate?.getTime()).toBeLessThan(Date.now() + 31_000);
  });

  it('answer late when told', async () => {
    server.control.crl({ etat: 'lente', delaiMs: 1 });
    expect((await get(organisations)).status).toBe(200);
  });

  it('keep a client waiting, and tell that it left', async () => {
    server.control.crl({ etat: 'lente', delaiMs: 600_000 });
    const leaving = (): Promise<unknown> =>
      expect(get(organisations, { signal: AbortSignal.timeout(100) })).rejects.toThrow();
    expect(await exchangeAfter(leaving)).toMatchObject({ outcome: 'interrompu', request: { path: organisations } });
  });

  it('answer 503 in HTML when they are down', async () => {
    server.control.crl({ etat: 'indisponible' });
    const { status, headers } = await get(organisations);
    expect([status, headers.get('content-type')]).toEqual([503, 'text/html; charset=utf-8']);
  });

  it('are cut when they are down that way, and the journal keeps the request', async () => {
    server.control.crl({ etat: 'indisponible', coupure: true });
    const exchange = await exchangeAfter(() => expect(get(organisations)).rejects.toThrow());
    expect(exchange).toMatchObject({ outcome: 'interrompu', request: { method: 'GET', path: organisations } });
    expect(exchange).not.toHaveProperty('response');
  });

  it('follow the last wish, and the one before once its owner resets', async () => {
    server.control.crl({ etat: 'expiree', owner: 'a' });
    server.control.crl({ etat: 'indisponible', owner: 'b' });
    const statuses = [(await get(organisations)).status];
    server.control.reset('b');
    const lapsed = await list();
    server.control.reset('a');
    statuses.push((await get(organisations)).status);
    expect([statuses, lapsed.nextUpdate && lapsed.nextUpdate < new Date()]).toEqual([[503, 200], true]);
  });
});

describe('a revocation asked live', () => {
  it('is refused for a serial number that no authority has issued', () => {
    expect(server.control.revoke({ serial: '0123456789' })).toBe(false);
  });

  it('is known at once to the services of the bench', async () => {
    const { cert, serial } = await pki.clientAuthentication({ commonName: 'INSI-AUTO' });
    server.control.revoke({ serial });
    const during = pki.certificateRevocation(new X509Certificate(cert));
    server.control.reset();
    expect([during, pki.certificateRevocation(new X509Certificate(cert))]).toEqual(['revoque', 'bon']);
  });
});

describe('the revocation server', () => {
  it('journals an exchange with its bytes, in clear', async () => {
    const exchange = await exchangeAfter(() => get(organisations));
    expect(exchange).toMatchObject({
      service: 'igc',
      tls: null,
      outcome: 'complet',
      request: { method: 'GET', path: organisations },
      response: { status: 200 },
    });
    expect(await bytes(exchange?.request?.raw.sha256)).toMatch(/^GET \/CRL\/ACI-EL-ORG-TEST\.crl HTTP\/1\.1\r\n/);
    expect(await bytes(exchange?.response?.raw.sha256)).toMatch(/^HTTP\/1\.1 200 OK\r\nDate: .*\r\nContent-Type: /);
  });

  it('knows no other path', async () => {
    expect((await get('/CRL/AUTRE.crl')).status).toBe(404);
  });

  it('takes no list by POST', async () => {
    expect((await get(organisations, { method: 'POST', body: 'x' })).status).toBe(405);
  });

  it('reads no body without end', async () => {
    const exchange = await exchangeAfter(() =>
      get('/OCSP', { method: 'POST', body: 'x'.repeat(100_000) }).catch(() => undefined),
    );
    expect(exchange).toMatchObject({ outcome: 'corps_trop_gros', response: { status: 413 } });
  });

  it('keeps what is not HTTP, and goes on', async () => {
    const exchange = await exchangeAfter(async () => {
      const socket = connect(server.port, '127.0.0.1');
      socket.end('bonjour\r\n\r\n').resume();
      await new Promise((resolve) => socket.once('close', resolve));
    });
    expect(await bytes(exchange?.request?.raw.sha256)).toBe('bonjour\r\n\r\n');
    expect((await get(organisations)).status).toBe(200);
  });

  it.each([
    ['a request without host', `GET ${organisations} HTTP/1.1\r\n\r\n`],
    ['a tunnel', 'CONNECT autre:443 HTTP/1.1\r\nHost: autre:443\r\n\r\n'],
    ['an expectation that it does not know', `GET ${organisations} HTTP/1.1\r\nHost: x\r\nExpect: autre\r\n\r\n`],
  ])('keeps %s', async (_, sent) => {
    const exchange = await exchangeAfter(async () => {
      const socket = connect(server.port, '127.0.0.1');
      socket.end(sent).resume();
      await new Promise((resolve) => socket.once('close', resolve));
    });
    expect(await bytes(exchange?.request?.raw.sha256)).toBe(sent);
  });

  it('closes on a tunnel whose client goes on writing', async () => {
    const socket = connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true });
    socket.on('error', () => undefined).resume();
    socket.write(`CONNECT autre:443 HTTP/1.1\r\nHost: x\r\n\r\n${'x'.repeat(70_000)}`);
    await new Promise((resolve) => socket.once('end', resolve).once('close', resolve));
    // Only a closed connection refuses what comes then.
    while (!socket.destroyed) {
      socket.write('x');
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect((await get(organisations)).status).toBe(200);
  });

  it('answers a first request of a connection, and closes', async () => {
    const request = `GET ${organisations} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
    const socket = connect(server.port, '127.0.0.1');
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString('latin1')));
    socket.write(request + request);
    await new Promise((resolve) => socket.once('close', resolve));
    expect(text.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(1);
  });

  it('answers 503 before its PKI is made', async () => {
    const { server: early } = await start();
    const { status } = await fetch(`${early.url}${organisations}`);
    await early.stop();
    expect(status).toBe(503);
  });

  it('stops while a client waits', async () => {
    const { server: other } = await start();
    other.publish(pki);
    other.control.crl({ etat: 'lente', delaiMs: 600_000 });
    const waiting = fetch(`${other.url}${organisations}`).catch(() => 'coupé');
    await new Promise((resolve) => setTimeout(resolve, 50));
    await other.stop();
    expect(await waiting).toBe('coupé');
  });

  it('says which port is taken', async () => {
    const environment = processEnvironment({ cwd: folder });
    const { port } = server;
    const taken = startRevocationServer({ environment, journal, listen: '127.0.0.1', port, names: [] });
    await expect(taken).rejects.toMatchObject({ code: 'port_occupe' });
  });
});
