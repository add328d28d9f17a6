import { mkdtemp, rm } from 'node:fs/promises';
import { type RequestOptions, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EvidenceStore, Journal, processEnvironment } from '../../core/index.ts';
import { claims, query, type Tokens } from '../../test/support/psc.ts';
import { startTlsHost, type TlsHost } from '../host/index.ts';
import { TestPki } from '../pki/index.ts';
import { apiTokenValidator, PscRealm, pscService, testPhysician, tokenValidator } from './index.ts';

// RFC 8705 lives on the certificate of the connection, so these go over TLS.
const pki = await TestPki.create();
const mine = await pki.clientAuthentication({ commonName: 'PRODUIT TEST' });
const theirs = await pki.clientAuthentication({ commonName: 'AUTRE TEST' });
const stranger = await (await TestPki.create()).clientAuthentication({ commonName: 'PRODUIT TEST' });
const certificateSubject = 'C=FR, O=TEST PROBANT, OU=10B0152872, CN=PRODUIT TEST';
const exchangeGrant = 'urn:ietf:params:oauth:grant-type:token-exchange';

let now = Date.parse('2026-11-22T08:00:00Z');
let folder: string;
let host: TlsHost;
let realm: PscRealm;
let thumbprint: (path: string) => string | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'probant-psc-'));
  const environment = processEnvironment({ cwd: folder, clock: { now: () => now } });
  const journal = new Journal(environment, new EvidenceStore(environment, join(folder, 'blobs')));
  realm = await PscRealm.create({
    environment,
    clients: [
      { id: 'produit', secret: 'secret', certificateSubject },
      { id: 'lie', secret: 'secret', certificateSubject, boundTokens: true },
    ],
  });
  host = await startTlsHost({
    environment,
    journal,
    service: pscService(realm),
    listen: '127.0.0.1',
    port: 0,
    credential: await pki.server(['localhost']),
    clientAuthorities: [pki.chain],
    clientCertificate: 'facultatif',
  });
  thumbprint = (path) =>
    journal.slice('psc', { from: 0, to: journal.last }).findLast(({ request: kept }) => kept?.path === path)?.tls?.peer
      ?.sha256;
});
afterAll(async () => {
  await host.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => realm.reset());

/** A client certificate; null shows none. */
type Identity = { cert: string; key: string } | null;

interface Answer {
  status: number;
  location: string;
  body: Record<string, unknown>;
}

function call(path: string, body: string, options: RequestOptions & { identity?: Identity } = {}): Promise<Answer> {
  const { identity, ...others } = options;
  const target = { host: 'localhost', port: host.port, path, method: 'POST', ca: pki.chain, agent: false as const };
  return new Promise((resolve, reject) => {
    const sent = request({ ...target, ...(identity ?? {}), ...others }, (answer) => {
      let text = '';
      answer.on('data', (chunk) => {
        text += chunk;
      });
      answer.once('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          location: answer.headers.location ?? '',
          body: text.startsWith('{') ? JSON.parse(text) : {},
        }),
      );
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

const pscPath = '/auth/realms/esante-wallet/protocol/openid-connect';
const redirect_uri = 'https://produit.test/retour';

async function code(client_id: string): Promise<string> {
  const asked = { response_type: 'code', client_id, redirect_uri, scope: 'openid scope_all', state: 'e', nonce: 'n' };
  const { location } = await call(`/auth?${query(asked)}`, `persona=${testPhysician.id}`);
  return new URL(location).searchParams.get('code') ?? '';
}

/** Signs in by certificate (`tls_client_auth`). */
async function signIn(client_id = 'produit', identity: Identity = mine): Promise<Answer> {
  const fields = { grant_type: 'authorization_code', code: await code(client_id), redirect_uri, client_id };
  return call(`${pscPath}/token`, query(fields), { identity });
}

async function accessToken(): Promise<string> {
  return String((await signIn()).body['access_token']);
}

async function exchange(fields: Record<string, string | undefined> = {}, identity: Identity = mine): Promise<Answer> {
  const asked = {
    grant_type: exchangeGrant,
    subject_token: await accessToken(),
    subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    subject_issuer: 'psc',
    scope: 'openid profile',
    ...fields,
  };
  return call('/realms/insi/protocol/openid-connect/token', query(asked), { identity });
}

describe('tls_client_auth', () => {
  it('takes the certificate that the service registered', async () => {
    expect((await signIn()).status).toBe(200);
  });

  it.each([
    ['another certificate', theirs],
    ['a certificate of an authority that is not accepted', stranger],
    ['no certificate', null],
  ])('refuses %s', async (_, identity) => {
    const fields = {
      grant_type: 'authorization_code',
      code: await code('produit'),
      redirect_uri,
      client_id: 'produit',
    };
    const { status, body } = await call(`${pscPath}/token`, query(fields), { identity });
    expect([status, body['error']]).toEqual([401, 'unauthorized_client']);
  });
});

describe('tokens tied to a certificate', () => {
  async function userinfo(token: unknown, identity: Identity): Promise<number> {
    const headers = { authorization: `Bearer ${token}` };
    return (await call(`${pscPath}/userinfo`, '', { method: 'GET', headers, identity })).status;
  }

  it('bear its digest as RFC 8705 writes it', async () => {
    const { body } = await signIn('lie');
    const { cnf } = claims(String(body['access_token'])) as { cnf: Record<string, string> };
    const digest = Buffer.from(cnf['x5t#S256'] ?? '', 'base64url').toString('hex');
    expect(digest).toBe(thumbprint(`${pscPath}/token`));
  });

  it('serve under it only', async () => {
    const { body } = await signIn('lie');
    const token = body['access_token'];
    expect([await userinfo(token, mine), await userinfo(token, theirs), await userinfo(token, null)]).toEqual([
      200, 401, 401,
    ]);
  });

  it('are renewed under it only', async () => {
    const { body } = await signIn('lie');
    const fields = { grant_type: 'refresh_token', refresh_token: String(body['refresh_token']) };
    const post = { client_id: 'lie', client_secret: 'secret' };
    const good = await call(`${pscPath}/token`, query({ ...fields, client_id: 'lie' }), { identity: mine });
    const wrong = await call(`${pscPath}/token`, query({ ...fields, ...post }), { identity: theirs });
    expect([good.status, wrong.status]).toEqual([200, 401]);
  });
});

type Refused = [string, Record<string, string | undefined>, Identity, [number, string]];

describe('token exchange', () => {
  it('gives API tokens for an hour, and thirty minutes to refresh', async () => {
    const { status, body } = await exchange();
    expect([status, body]).toEqual([
      200,
      expect.objectContaining({
        expires_in: 3600,
        refresh_expires_in: 1800,
        token_type: 'Bearer',
        scope: 'openid profile',
      }),
    ]);
  });

  it('names the user and the service of the certificate', async () => {
    const { body } = await exchange();
    expect(claims(String(body['access_token']))).toMatchObject({
      iss: `https://localhost:${host.port}/realms/insi`,
      azp: 'produit',
      SubjectNameID: testPhysician.id,
    });
  });

  it.each([
    ['ans', (text: string) => Buffer.from(text, 'base64').toString()],
    ['rfc8705', (text: string) => Buffer.from(text, 'base64url').toString('hex')],
  ] as const)('ties them to the certificate, written as %s', async (confirmation, read) => {
    realm.program({ confirmation });
    const { body } = await exchange();
    const { cnf } = claims(String(body['access_token'])) as { cnf: Record<string, string> };
    expect(read(cnf['x5t#S256'] ?? '')).toBe(thumbprint('/realms/insi/protocol/openid-connect/token'));
  });

  it.each([
    ['no certificate', {}, null, [401, 'invalid_client']],
    ['a certificate of nobody', {}, theirs, [401, 'invalid_client']],
    ['no subject token', { subject_token: undefined }, mine, [400, 'invalid_request']],
    ['a token that PSC does not know', { subject_token: 'autre' }, mine, [400, 'invalid_token']],
    ['another kind of token', { subject_token_type: 'urn:x' }, mine, [400, 'invalid_request']],
    ['another issuer', { subject_issuer: 'autre' }, mine, [400, 'invalid_issuer']],
    ['another grant', { grant_type: 'password' }, mine, [400, 'unsupported_grant_type']],
  ] satisfies Refused[])('refuses %s', async (...[, fields, identity, expected]: Refused) => {
    const { status, body } = await exchange(fields, identity);
    expect([status, body['error']]).toEqual(expected);
  });

  it('refuses a PSC token that has lapsed', async () => {
    const subject_token = await accessToken();
    now += 120_000;
    expect((await exchange({ subject_token })).body['error']).toBe('invalid_token');
  });

  it('is renewed for thirty minutes, under the same certificate', async () => {
    const { body } = await exchange();
    const path = '/realms/insi/protocol/openid-connect/token';
    const fields = query({ grant_type: 'refresh_token', refresh_token: String(body['refresh_token']) });
    const [good, wrong] = [
      await call(path, fields, { identity: mine }),
      await call(path, fields, { identity: theirs }),
    ];
    now += 1_800_000;
    const late = await call(path, fields, { identity: mine });
    expect([good.status, wrong.status, late.status]).toEqual([200, 401, 400]);
  });

  it('answers at the addresses that its own discovery names', async () => {
    const found = await call('/realms/insi/.well-known/openid-configuration', '', { method: 'GET' });
    const { pathname } = new URL(String(found.body['token_endpoint']));
    expect([
      pathname,
      (await call('/realms/autre/.well-known/openid-configuration', '', { method: 'GET' })).status,
    ]).toEqual(['/realms/insi/protocol/openid-connect/token', 404]);
  });

  it('introspects its own tokens', async () => {
    const token = String((await exchange()).body['access_token']);
    const path = '/realms/insi/protocol/openid-connect/token/introspect';
    const active = await call(path, query({ token }), { identity: mine });
    realm.revoke();
    const revoked = await call(path, query({ token }), { identity: mine });
    expect([active.body['active'], revoked.body]).toEqual([true, { active: false }]);
  });
});

describe('apiTokenValidator', () => {
  async function token(): Promise<{ token: string; thumbprint: string }> {
    const { body } = await exchange();
    const path = '/realms/insi/protocol/openid-connect/token';
    return { token: String(body['access_token']), thumbprint: thumbprint(path) ?? '' };
  }

  it('names the subject of a token shown under its certificate', async () => {
    const shown = await token();
    expect(await apiTokenValidator(realm)(shown.token, shown)).toMatchObject({
      active: true,
      subject: testPhysician.id,
      client: 'produit',
      scope: ['openid', 'profile'],
    });
  });

  it.each([
    ['under another certificate', async () => ({ ...(await token()), thumbprint: 'ab'.repeat(32) })],
    [
      'after an hour',
      async () => {
        const shown = await token();
        now += 3_600_000;
        return shown;
      },
    ],
    [
      'withdrawn',
      async () => {
        const shown = await token();
        realm.expireTokens(testPhysician.id);
        return shown;
      },
    ],
    ['of PSC itself', async () => ({ token: await accessToken(), thumbprint: '' })],
    ['of nothing', async () => ({ token: 'x', thumbprint: '' })],
  ])('refuses a token %s', async (_, given) => {
    const shown = await given();
    expect(await apiTokenValidator(realm)(shown.token, shown)).toMatchObject({ active: false });
  });

  it('refuses the token of another API', async () => {
    const shown = await token();
    expect(await apiTokenValidator(realm, 'signsessiondata')(shown.token, shown)).toMatchObject({ active: false });
  });

  it('leaves API tokens alone when PSC judges its own', async () => {
    expect(await tokenValidator(realm)((await token()).token)).toMatchObject({ ok: false });
  });
});

describe('the API of the conformity tests', () => {
  const data = { nationalId: testPhysician.id, clientID: 'produit', proxy_session_id: 's', session_state: 'e' };

  async function sign(body: unknown, identity: Identity = mine): Promise<Answer> {
    const form = { grant_type: exchangeGrant, subject_token: await accessToken(), subject_issuer: 'psc' };
    const asked = query({ ...form, subject_token_type: 'urn:ietf:params:oauth:token-type:jwt' });
    const path = '/realms/signsessiondata/protocol/openid-connect/token';
    const given = (await call(path, asked, { identity: mine })).body as unknown as Tokens;
    const headers = { authorization: `Bearer ${given.access_token}`, 'content-type': 'application/json' };
    return call('/mockservice/apipsc/signsessiondata', JSON.stringify(body), {
      headers,
      identity,
    });
  }

  it('gives the session back, signed', async () => {
    const { status, body } = await sign(data);
    expect([status, body]).toEqual([200, { ...data, signature: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) }]);
  });

  it.each([
    ['a member less', { ...data, session_state: undefined }, mine, 400],
    ['another user', { ...data, nationalId: '899700366240' }, mine, 400],
    ['another certificate', data, theirs, 401],
  ] satisfies Array<[string, object, Identity, number]>)(
    'refuses %s',
    async (...[, body, identity, status]: [string, object, Identity, number]) => {
      expect((await sign(body, identity)).status).toBe(status);
    },
  );
});
