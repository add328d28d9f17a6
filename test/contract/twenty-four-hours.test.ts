import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConnectionOptions, connect } from 'node:tls';
import { ImapFlow } from 'imapflow';
import nodemailer from 'nodemailer';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EvidenceStore, Journal, processEnvironment } from '../../core/index.ts';
import { type Bench, openBench, productMailboxes, testPhysician } from '../../mocks/index.ts';
import { lapsedValidity, TestPki } from '../../mocks/pki/index.ts';
import { httpsFetch } from '../support/https-fetch.ts';
import { Dialogue, xoauth2 } from '../support/mss.ts';
import { query, type Tokens } from '../support/psc.ts';

/** A bench whose clock is moved through a day: sessions, tokens and mail by the clock; certificates by their own dates. */
const minute = 60;
const hour = 60 * minute;
const redirect_uri = 'https://produit.test/retour';
let now = Date.parse('2026-11-22T00:00:00Z');
let folder: string;
let bench: Bench;
let ca: string;
let fetch: ReturnType<typeof httpsFetch>;
let mutualFetch: ReturnType<typeof httpsFetch>;
const publisher = await TestPki.create();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'probant-24h-'));
  const environment = processEnvironment({ cwd: folder, clock: { now: () => now } });
  bench = await openBench(join(folder, 'banc'), {
    environment,
    names: ['localhost', '127.0.0.1'],
    clientAuthorities: [publisher.chain],
    journal: new Journal(environment, new EvidenceStore(environment, join(folder, 'blobs'))),
  });
  const read = (path: string): Promise<string> => readFile(path, 'utf8');
  const { files } = bench;
  ca = await read(files.ca);
  fetch = httpsFetch({ ca });
  mutualFetch = httpsFetch({ ca, cert: await read(files.organisationCert), key: await read(files.organisationKey) });
});
afterAll(async () => {
  await bench.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => bench.controls.psc.reset());

function wait(seconds: number): void {
  now += seconds * 1000;
}

function post(path: string, fields: Record<string, string | undefined>): Promise<Response> {
  const { PROBANT_PSC_CLIENT_ID: id, PROBANT_PSC_CLIENT_SECRET: secret } = bench.env;
  const body = new URLSearchParams(query({ client_id: id, client_secret: secret, ...fields }));
  return fetch(`${bench.endpoints.psc}/protocol/openid-connect/${path}`, { method: 'POST', body });
}

interface Browser {
  cookie: string;
}

function authorizationAddress(): string {
  const asked = { response_type: 'code', client_id: bench.env['PROBANT_PSC_CLIENT_ID'], redirect_uri };
  return `${new URL('/auth', bench.endpoints.psc)}?${query({ ...asked, scope: 'openid scope_all', state: 'e' })}`;
}

async function signIn(browser?: Browser): Promise<Tokens> {
  const body = new URLSearchParams({ persona: testPhysician.id });
  const answer = await fetch(authorizationAddress(), { method: 'POST', body });
  if (browser !== undefined)
    browser.cookie = answer.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
  const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
  return (await (await post('token', { grant_type: 'authorization_code', code, redirect_uri })).json()) as Tokens;
}

async function refreshed(tokens: Tokens): Promise<Tokens | string> {
  const answer = await post('token', { grant_type: 'refresh_token', refresh_token: tokens.refresh_token });
  const body = (await answer.json()) as Tokens & { error_description: string };
  return answer.ok ? body : body.error_description;
}

async function active(token: string): Promise<unknown> {
  return ((await (await post('token/introspect', { token })).json()) as { active: unknown }).active;
}

describe('twenty-four hours of a product that refreshes every ten minutes', () => {
  it('sign its user in again every four hours, and at no other time', async () => {
    const start = now;
    const signedInAt: number[] = [];
    const refusals = new Set<string>();
    let tokens: Tokens | undefined;
    while (now - start < 24 * hour * 1000) {
      const renewed = tokens === undefined ? '' : await refreshed(tokens);
      if (typeof renewed === 'string') {
        if (tokens !== undefined) refusals.add(renewed);
        signedInAt.push((now - start) / 1000 / hour);
        tokens = await signIn();
      } else tokens = renewed;
      wait(10 * minute);
    }
    // At the fourth hour the refresh token and its session end at the same second.
    expect([signedInAt, [...refusals]]).toEqual([[0, 4, 8, 12, 16, 20], ['Token is not active']]);
  });
});

describe('an access token', () => {
  it('serves for two minutes, to the second', async () => {
    const { access_token } = await signIn();
    wait(119);
    const before = await active(access_token);
    wait(1);
    expect([before, await active(access_token)]).toEqual([true, false]);
  });

  it('dies with its session, even renewed a second before', async () => {
    let tokens = await signIn();
    for (let i = 0; i < 8; i += 1) {
      wait(29 * minute);
      tokens = (await refreshed(tokens)) as Tokens;
    }
    // Four hours less one second.
    wait(8 * minute - 1);
    const last = (await refreshed(tokens)) as Tokens;
    wait(1);
    expect([last.expires_in, await active(last.access_token)]).toEqual([1, false]);
  });
});

describe('a refresh token', () => {
  it.each([
    [29 * minute + 59, 'string'],
    [30 * minute, 'undefined'],
  ])('after %d s without use', async (idle, kind) => {
    const tokens = await signIn();
    wait(idle);
    const answer = await refreshed(tokens);
    expect(typeof (typeof answer === 'string' ? undefined : answer.access_token)).toBe(kind);
  });
});

describe('the session of a browser', () => {
  it.each([
    ['goes on after twenty-nine minutes', 29 * minute, 302],
    ['is over after thirty', 30 * minute, 200],
    ['is over after a night', 8 * hour, 200],
  ])('%s', async (_, idle, status) => {
    const browser = { cookie: '' };
    await signIn(browser);
    wait(idle);
    expect((await fetch(authorizationAddress(), { headers: { cookie: browser.cookie } })).status).toBe(status);
  });
});

describe('mail (XOAUTH2)', () => {
  /** What SMTP says last of a sign-in. */
  async function sent(accessToken: string): Promise<string> {
    const dialogue = await Dialogue.open(Number(bench.endpoints.mssSmtp.split(':')[1]));
    await dialogue.say('EHLO client.test');
    await dialogue.say('STARTTLS');
    await dialogue.secure({ ca });
    await dialogue.say('EHLO client.test');
    const reply = await dialogue.say(`AUTH XOAUTH2 ${xoauth2(productMailboxes.per, accessToken)}`);
    // A refusal is a challenge, to which the client answers an empty line (facts, MSS §2.1).
    const last = reply.startsWith('334') ? await dialogue.say('') : reply;
    dialogue.destroy();
    return last.slice(0, 3);
  }

  async function opened(accessToken: string): Promise<string> {
    const [host = '', port] = bench.endpoints.mssImap.split(':');
    const options = { host, port: Number(port), secure: false, doSTARTTLS: true, tls: { ca }, logger: false as const };
    const client = new ImapFlow({ ...options, auth: { user: productMailboxes.per, accessToken } });
    client.on('error', () => undefined);
    const verdict = client.connect().then(
      () => 'accepté',
      (refusal: { responseStatus?: string }) => String(refusal.responseStatus),
    );
    return verdict.finally(() => client.close());
  }

  it.each([
    ['within two minutes', () => wait(119), '235', 'accepté'],
    ['after two minutes', () => wait(120), '535', 'NO'],
    ['once the session was ended', () => bench.controls.psc.revoke(testPhysician.id), '535', 'NO'],
    ['made to lapse', () => bench.controls.psc.expireTokens(testPhysician.id), '535', 'NO'],
  ])('answers to a token %s', async (_, happens, ...expected) => {
    const { access_token } = await signIn();
    happens();
    expect([await sent(access_token), await opened(access_token)]).toEqual(expected);
  });

  it('opens again with a token that was refreshed', async () => {
    const tokens = await signIn();
    wait(25 * minute);
    const renewed = (await refreshed(tokens)) as Tokens;
    expect([await sent(tokens.access_token), await sent(renewed.access_token)]).toEqual(['535', '235']);
  });
});

describe('tokens of an API', () => {
  const path = 'realms/insi/protocol/openid-connect/token';

  function call(fields: Record<string, string>, to = path): Promise<Response> {
    const body = new URLSearchParams({ client_id: bench.env['PROBANT_PSC_CLIENT_ID'] ?? '', ...fields });
    return mutualFetch(new URL(`/${to}`, bench.endpoints.psc).href, { method: 'POST', body });
  }

  async function exchanged(): Promise<Tokens> {
    const { access_token: subject_token } = await signIn();
    const subject_token_type = 'urn:ietf:params:oauth:token-type:access_token';
    const grant_type = 'urn:ietf:params:oauth:grant-type:token-exchange';
    const answer = await call({ grant_type, subject_token, subject_token_type, subject_issuer: 'psc' });
    return (await answer.json()) as Tokens;
  }

  it('serve for an hour, after the PSC token that they came from', async () => {
    const { access_token: token } = await exchanged();
    const introspected = async (): Promise<unknown> =>
      ((await (await call({ token }, `${path}/introspect`)).json()) as { active: unknown }).active;
    wait(hour - 1);
    const before = await introspected();
    wait(1);
    expect([before, await introspected()]).toEqual([true, false]);
  });

  it('are renewed for thirty minutes', async () => {
    const { refresh_token } = await exchanged();
    const fields = { grant_type: 'refresh_token', refresh_token };
    wait(30 * minute - 1);
    const before = (await call(fields)).status;
    wait(1);
    expect([before, (await call(fields)).status]).toEqual([200, 400]);
  });
});

describe('certificates', () => {
  /** What a client that connects meets: `établie`, or the reason of a refusal, by either side. */
  function handshake(address: string, options: ConnectionOptions): Promise<string> {
    const { hostname, port } = new URL(address);
    return new Promise((resolve) => {
      const socket = connect({ host: hostname, port: Number(port), servername: 'localhost', ca, ...options });
      socket.once('error', (reason: NodeJS.ErrnoException) => resolve(reason.code ?? reason.message));
      socket.once('close', () => resolve('coupée'));
      socket.once('secureConnect', () => socket.write('GET /inconnu HTTP/1.1\r\nHost: localhost\r\n\r\n'));
      socket.once('data', () => {
        resolve('établie');
        socket.destroy();
      });
    });
  }

  async function published(stem: string): Promise<string> {
    const list = await globalThis.fetch(new URL(`/CRL/${stem}.crl`, bench.env['PROBANT_IGC_URL']));
    const text = Buffer.from(await list.arrayBuffer()).toString('base64');
    // No empty line where the length is a whole number of lines: OpenSSL refuses one.
    const lines = text.match(/.{1,64}/g) ?? [];
    return `-----BEGIN X509 CRL-----\n${lines.join('\n')}\n-----END X509 CRL-----\n`;
  }

  function serial(address: string): Promise<string> {
    const { hostname, port } = new URL(address);
    return new Promise((resolve, reject) => {
      const socket = connect({ host: hostname, port: Number(port), servername: 'localhost', ca }, () => {
        resolve(socket.getPeerCertificate().serialNumber);
        socket.destroy();
      });
      socket.once('error', reject);
    });
  }

  it.each([
    ['in force', undefined, 'établie'],
    ['that has lapsed', lapsedValidity(), 'coupée'],
  ])('of a client %s, at INSi', async (_, validity, expected) => {
    const asked = { commonName: 'INSI-AUTO', ...(validity === undefined ? {} : { validity }) };
    const { cert, key } = await publisher.clientAuthentication(asked);
    expect(await handshake(bench.endpoints.insi, { cert, key })).toBe(expected);
  });

  it('of a server, lapsed, are refused by a client', async () => {
    const [host = '', port] = (bench.env['PROBANT_MSS_SMTP_EXPIRE'] ?? '').split(':');
    const transport = nodemailer.createTransport({ host, port: Number(port), requireTLS: true, tls: { ca } });
    await expect(transport.verify()).rejects.toMatchObject({ message: expect.stringContaining('expired') });
  });

  it('of a server, revoked, are refused by a client that reads the published lists', async () => {
    const stems = ['ACR-EL-TEST', 'ACI-EL-ORG-TEST'];
    const before = await handshake(bench.endpoints.psc, { crl: await Promise.all(stems.map(published)) });
    bench.controls.igc.revoke({ serial: await serial(bench.endpoints.psc) });
    const after = await handshake(bench.endpoints.psc, { crl: await Promise.all(stems.map(published)) });
    bench.controls.igc.reset();
    expect([before, after]).toEqual(['établie', 'CERT_REVOKED']);
  });
});
