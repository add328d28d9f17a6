import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { connect as connectTcp } from 'node:net';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { callInsi, codeCr, faultCode, issuedIdentity, openBench, type TestBench } from '../test/support/bench.ts';
import { insiRequest } from '../test/support/insi-request.ts';
import { envText } from './bench-files.ts';
import { Authority, lapsedValidity, TestPki } from './pki/index.ts';

let open: TestBench;
const foreign = await Authority.root([{ CN: ['TEST AUTORITE DU PLAN'] }]);

beforeAll(async () => {
  open = await openBench({ clientAuthorities: [foreign.pem], control: { port: 0 } });
});
afterAll(async () => await open[Symbol.asyncDispose]());

async function tls(options: ConnectionOptions = {}): Promise<TLSSocket> {
  const { port } = new URL(open.bench.endpoints.insi);
  const ca = await readFile(open.bench.files.ca);
  const identity = await issuedIdentity(open.bench);
  return connect({ host: '127.0.0.1', servername: 'localhost', port: Number(port), ca, ...identity, ...options });
}

function everything(socket: TLSSocket): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
    });
    // A cut connection is an answer like another here.
    socket.once('error', () => undefined);
    socket.once('close', () => resolve(text));
  });
}

function next(): number {
  return open.bench.journal.last + 1;
}

async function stillServes(): Promise<string> {
  return codeCr((await callInsi(open, insiRequest())).body);
}

function post(body: string, headers = ''): string {
  return `POST /lps HTTP/1.1\r\nHost: localhost\r\n${headers}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

describe('a served exchange', () => {
  it('is answered to a client that trusts only ca.pem', async () => {
    expect(await stillServes()).toBe('00');
  });

  it('is attributed by the birth name of the request', async () => {
    const n = next();
    await callInsi(open, insiRequest({ nomNaissance: "d'Été" }));
    expect((await open.last(n)).keys).toEqual(["D'ÉTÉ"]);
  });

  it('keeps the TLS facts of the client', async () => {
    const n = next();
    await callInsi(open, insiRequest());
    expect((await open.last(n)).tls).toMatchObject({
      version: 'TLSv1.3',
      serverName: 'localhost',
      authorized: true,
      peer: { subject: 'C=FR, O=TEST PROBANT, OU=10B0152872, CN=INSI-AUTO' },
    });
  });

  it('keeps the bytes received and sent exactly, message by message', async () => {
    const n = next();
    const messages = [post(insiRequest(), 'x-Odd-CASE:  1 \r\n'), post('<a', 'Connection: close\r\n')];
    const socket = await tls();
    const received = everything(socket);
    socket.write(messages.join(''));
    const text = await received;
    await open.last(n + 1);
    const exchanges = open.bench.journal.slice('insi', { from: n - 1, to: n + 1 });
    const kept = await Promise.all(exchanges.map(({ request }) => open.text(request?.raw.sha256 ?? '')));
    const sent = await Promise.all(exchanges.map(({ response }) => open.text(response?.raw.sha256 ?? '')));
    expect({ kept, sent: sent.join('') }).toEqual({ kept: messages, sent: Buffer.from(text, 'latin1').toString() });
  });

  it('is recorded before its answer is sent', async () => {
    const n = next();
    await callInsi(open, insiRequest());
    expect(open.bench.journal.last).toBe(n);
  });

  it('is refused with desir_560 under another common name than INSi’s', async () => {
    const identity = await foreign.issue({ subject: [{ CN: ['AUTRE'] }], extensions: [] });
    expect(faultCode((await callInsi(open, insiRequest(), { identity })).body)).toBe('desir_560');
  });

  it('is accepted from an authority that the plan names', async () => {
    const identity = await foreign.issue({ subject: [{ CN: ['INSI-MANU'] }], extensions: [] });
    expect(codeCr((await callInsi(open, insiRequest(), { identity })).body)).toBe('00');
  });

  it.each([
    ['another address', { path: '/autre' }],
    ['another method', { method: 'GET' }],
  ])('is refused at %s with HTTP 404', async (_, options) => {
    expect((await callInsi(open, '', options)).status).toBe(404);
  });
});

describe('a refused handshake', () => {
  const intruder = TestPki.create();
  const cases: ReadonlyArray<[string, () => Promise<ConnectionOptions>, RegExp]> = [
    ['no certificate', async () => ({ cert: undefined, key: undefined }), /PEER_DID_NOT_RETURN_A_CERTIFICATE/],
    [
      'a certificate of an unknown authority',
      async () => await (await intruder).clientAuthentication({ commonName: 'INSI-AUTO' }),
      /UNABLE_TO_VERIFY|SELF_SIGNED|UNABLE_TO_GET/,
    ],
    [
      'a lapsed certificate',
      async () => await foreign.issue({ subject: [{ CN: ['INSI-AUTO'] }], extensions: [], validity: lapsedValidity() }),
      /CERT_HAS_EXPIRED/,
    ],
    ['a revoked certificate', revokedIdentity, /CERT_REVOKED/],
    ['TLS 1.1', async () => ({ minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'ALL@SECLEVEL=0' }), /PROTOCOL/],
  ];
  const versions = ['TLSv1.2', 'TLSv1.3'] as const;

  async function revokedIdentity(): Promise<ConnectionOptions> {
    const identity = await issuedIdentity(open.bench);
    open.bench.controls.igc.revoke({ serial: new X509Certificate(identity.cert).serialNumber });
    return identity;
  }
  afterEach(() => open.bench.controls.igc.reset());

  it.each(cases)('is journaled with its reason: %s', async (_, options, reason) => {
    const n = next();
    const socket = await tls(await options());
    const received = everything(socket);
    socket.write(post(insiRequest()));
    await received;
    const { outcome, tls: facts, request } = await open.last(n);
    expect({ outcome, request, error: facts?.error }).toEqual({
      outcome: 'refus_tls',
      request: undefined,
      error: expect.stringMatching(reason),
    });
  });

  it.each(versions)('gives the client no byte of HTTP, in %s', async (version) => {
    const identity = await (await intruder).clientAuthentication({ commonName: 'INSI-AUTO' });
    const socket = await tls({ ...identity, minVersion: version, maxVersion: version });
    const received = everything(socket);
    socket.write(post(insiRequest()));
    expect(await received).toBe('');
  });

  it.each(versions)('alerts a client without a certificate, in %s', async (version) => {
    const socket = await tls({ cert: undefined, key: undefined, minVersion: version, maxVersion: version });
    const error = await new Promise<NodeJS.ErrnoException>((resolve) => socket.once('error', resolve));
    expect(error.code).toMatch(/ALERT/);
  });

  it('keeps the certificate that was refused', async () => {
    const n = next();
    const identity = await (await intruder).clientAuthentication({ commonName: 'INSI-AUTO' });
    await everything(await tls({ ...identity }));
    expect((await open.last(n)).tls?.peer?.subject).toBe('C=FR, O=TEST PROBANT, OU=10B0152872, CN=INSI-AUTO');
  });

  it('leaves the bench serving after bytes that are no TLS', async () => {
    const n = next();
    const socket = connectTcp(Number(new URL(open.bench.endpoints.insi).port), '127.0.0.1');
    socket.once('error', () => undefined);
    socket.end('GET / HTTP/1.1\r\n\r\n');
    expect((await open.last(n)).outcome).toBe('refus_tls');
    expect(await stillServes()).toBe('00');
  });
});

describe('starting', () => {
  it('says which address is taken', async () => {
    const port = Number(new URL(open.bench.endpoints.insi).port);
    await expect(openBench({ ports: { insi: port } })).rejects.toMatchObject({ code: 'port_occupe' });
  });

  it('says that an address is not of this machine', async () => {
    await expect(openBench({ listen: '192.0.2.1' })).rejects.toMatchObject({ code: 'adresse_inutilisable' });
  });

  it('writes in .env what it gives to the product', async () => {
    const text = await readFile(open.bench.files.env, 'utf8');
    const lines = Object.entries(open.bench.env).map(([name, value]) => `${name}=${value}`);
    expect(text.split('\n')).toEqual(expect.arrayContaining(lines));
  });

  it.each([
    ['/home/essai/banc/ca.pem', '/home/essai/banc/ca.pem'],
    ['/tmp/mon banc/ca.pem', "'/tmp/mon banc/ca.pem'"],
    [String.raw`C:\Users\Anne\banc\ca.pem`, String.raw`'C:\Users\Anne\banc\ca.pem'`],
    ["/tmp/l'essai d'ici/ca.pem", `"/tmp/l'essai d'ici/ca.pem"`],
  ])('writes %s as a shell reads it', (path, written) => {
    expect(envText({ PROBANT_CA: path })).toBe(`PROBANT_CA=${written}\n`);
  });

  it('keeps the control token from the product', () => {
    expect(JSON.stringify(open.bench.env)).not.toContain(open.bench.control?.token);
  });
});

describe('control API', () => {
  async function control(path: string, init: RequestInit = {}, token = open.bench.control?.token): Promise<Response> {
    const headers = { authorization: `Bearer ${token}` };
    return await fetch(`${open.bench.control?.url}${path}`, { ...init, headers });
  }

  it('wants the token', async () => {
    expect((await control('/journal', {}, 'autre')).status).toBe(401);
  });

  it('gives the journal', async () => {
    await callInsi(open, insiRequest());
    const exchanges = (await (await control('/journal')).json()) as unknown[];
    expect(exchanges).toHaveLength(open.bench.journal.last);
  });

  it('gives the bytes of an exchange', async () => {
    const n = next();
    await callInsi(open, insiRequest({ nomNaissance: 'OCTETS' }));
    expect(await (await control(`/exchange/${n}/request`)).text()).toContain('<NomNaissance>OCTETS</NomNaissance>');
  });

  it('says that an exchange does not exist', async () => {
    expect((await control('/exchange/99999/request')).status).toBe(404);
  });

  it('prepares an answer, then forgets it', async () => {
    const program = { match: { nomNaissance: 'ADRTROIS' }, answer: { code: '02' } };
    await control('/insi/program', { method: 'POST', body: JSON.stringify(program) });
    const prepared = codeCr((await callInsi(open, insiRequest())).body);
    await control('/reset', { method: 'POST' });
    expect([prepared, await stillServes()]).toEqual(['02', '00']);
  });

  it.each(['', '{', '{"match":{}}', '{"match":{"nomNaissance":"X"},"answer":{"code":"03"}}'])(
    'refuses %j as a prepared answer',
    async (body) => {
      expect((await control('/insi/program', { method: 'POST', body })).status).toBe(400);
    },
  );
});
