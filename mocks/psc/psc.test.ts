import { setupServer } from 'msw/node';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { processEnvironment } from '../../core/index.ts';
import { type PscControl, PscRealm, pscHandlers, testPhysician, tokenValidator } from './index.ts';
import { digest } from './jws.ts';

let now = Date.parse('2026-11-22T08:00:00Z');
const secrets = new Set<string>();
const service = { id: 'produit', secret: 's3cr/t+é', redirectUris: ['https://produit.test/retour'] };
const realm = await PscRealm.create({
  environment: processEnvironment({ clock: { now: () => now } }),
  clients: [service, { id: 'autre', secret: 'autre-secret' }],
  onSecret: (value) => secrets.add(value),
});
const control: PscControl = realm;
const validate = tokenValidator(realm);
const server = setupServer(...pscHandlers(realm));
const issuer = 'https://psc.test/auth/realms/esante-wallet';
const endpoint = `${issuer}/protocol/openid-connect`;

beforeAll(() => server.listen());
afterAll(() => server.close());
beforeEach(() => control.reset());

type Fields = Record<string, string>;

const asked: Fields = {
  response_type: 'code',
  client_id: service.id,
  redirect_uri: 'https://produit.test/retour',
  scope: 'openid scope_all',
  acr_values: 'eidas1',
  state: 'etat-1',
  nonce: 'nonce-1',
};

/** A member set to undefined is left out. */
function query(fields: Record<string, string | undefined>): string {
  const given = Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return new URLSearchParams(given).toString();
}

function authorize(fields: Record<string, string | undefined> = {}, init: RequestInit = {}): Promise<Response> {
  return fetch(`https://psc.test/auth?${query({ ...asked, ...fields })}`, { redirect: 'manual', ...init });
}

function press(button: Fields, fields: Record<string, string | undefined> = {}): Promise<Response> {
  return authorize(fields, { method: 'POST', body: new URLSearchParams(button) });
}

function sentBack(answer: Response): Fields {
  return Object.fromEntries(new URL(answer.headers.get('location') ?? 'about:blank').searchParams);
}

function post(
  path: string,
  fields: Record<string, string | undefined>,
  credentials: string | null = basic(),
): Promise<Response> {
  const headers: Fields = { 'content-type': 'application/x-www-form-urlencoded' };
  if (credentials !== null) headers['authorization'] = credentials;
  return fetch(`${endpoint}/${path}`, { method: 'POST', body: query(fields), headers });
}

function basic({ id, secret } = service as { id: string; secret: string }): string {
  return `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}`;
}

async function code(button: Fields = {}, fields: Record<string, string | undefined> = {}): Promise<string> {
  return sentBack(await press({ persona: testPhysician.id, ...button }, fields))['code'] ?? '';
}

function exchange(fields: Record<string, string | undefined>): Promise<Response> {
  return post('token', { grant_type: 'authorization_code', redirect_uri: asked['redirect_uri'], ...fields });
}

interface Tokens {
  access_token: string;
  refresh_token: string;
  id_token: string;
  expires_in: number;
  refresh_expires_in: number;
}

async function signIn(button: Fields = {}): Promise<Tokens> {
  return (await (await exchange({ code: await code(button) })).json()) as Tokens;
}

function refresh(token: string): Promise<Response> {
  return post('token', { grant_type: 'refresh_token', refresh_token: token });
}

function claims(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
}

async function error(answer: Response): Promise<unknown> {
  return ((await answer.json()) as { error: unknown }).error;
}

describe('discovery', () => {
  it('is at the path of PSC', async () => {
    const answer = await fetch(`${issuer}/.well-known/wallet-openid-configuration`);
    expect(await answer.json()).toMatchObject({ issuer, authorization_endpoint: 'https://psc.test/auth' });
  });
});

describe('authorization', () => {
  it('shows a button for each professional', async () => {
    const html = await (await authorize()).text();
    expect(html).toContain('<button name="persona" value="899900000017"><b>Dr Alix TÉMOIN (899900000017)</b>');
  });

  it('escapes what the request says', async () => {
    const html = await (await authorize({ state: '"><script>' })).text();
    expect(html).not.toContain('<script>');
  });

  it('sends the browser back with the state and the issuer', async () => {
    const { state, iss } = sentBack(await press({ persona: testPhysician.id }));
    expect({ state, iss }).toEqual({ state: 'etat-1', iss: issuer });
  });

  it('shows the page again to nobody whose session is open', async () => {
    const cookie = (await press({ persona: testPhysician.id })).headers.get('set-cookie') ?? '';
    const again = await authorize({}, { headers: { cookie } });
    expect(sentBack(again)['code']).toBeTruthy();
  });

  it('says that the user refused', async () => {
    expect(sentBack(await press({ refus: '1' }))).toMatchObject({ error: 'access_denied', state: 'etat-1' });
  });

  it.each([
    ['an unknown service', { client_id: 'inconnu' }],
    ['an address that is not registered, even longer', { redirect_uri: 'https://produit.test/retour/' }],
    ['no address', { redirect_uri: undefined }],
  ])('never sends the browser away for %s', async (_, fields) => {
    expect((await authorize(fields)).status).toBe(400);
  });

  it.each([
    ['no state', { state: undefined }, 'invalid_request'],
    ['another response type', { response_type: 'autre' }, 'unsupported_response_type'],
    ['an unknown scope', { scope: 'openid autre' }, 'invalid_scope'],
    ['a short challenge', { code_challenge: 'court' }, 'invalid_request'],
    ['prompt=none without session', { prompt: 'none' }, 'login_required'],
  ])('refuses %s', async (_, fields, expected) => {
    expect(sentBack(await authorize(fields))['error']).toBe(expected);
  });
});

describe('token', () => {
  it('gives what PSC gives, for two and thirty minutes', async () => {
    const { expires_in, refresh_expires_in } = await signIn();
    expect([expires_in, refresh_expires_in]).toEqual([120, 1800]);
  });

  it('names the user in the identity token, with the nonce', async () => {
    const { id_token } = await signIn();
    expect(claims(id_token)).toMatchObject({
      iss: issuer,
      aud: 'produit',
      nonce: 'nonce-1',
      acr: 'eidas1',
      SubjectNameID: '899900000017',
      family_name: 'TÉMOIN',
    });
  });

  it('says eidas2 of a card, as production does', async () => {
    const { id_token } = await signIn({ moyen: 'CPS' });
    expect(claims(id_token)).toMatchObject({ acr: 'eidas2', authMode: 'CARD', auth_level: '1' });
  });

  it('accepts the credentials in the form too', async () => {
    const fields = { code: await code(), client_id: service.id, client_secret: service.secret };
    const answer = await post(
      'token',
      { grant_type: 'authorization_code', redirect_uri: asked['redirect_uri'], ...fields },
      null,
    );
    expect(answer.status).toBe(200);
  });

  it('accepts a Basic header that is not form-encoded, as many clients send', async () => {
    const plain = `Basic ${Buffer.from(`${service.id}:${service.secret}`).toString('base64')}`;
    const fields = { grant_type: 'authorization_code', code: await code(), redirect_uri: asked['redirect_uri'] };
    expect((await post('token', fields, plain)).status).toBe(200);
  });

  it('refuses a wrong secret', async () => {
    const fields = { grant_type: 'refresh_token' };
    const answer = await post('token', fields, basic({ id: service.id, secret: 'faux' }));
    expect([answer.status, await error(answer)]).toEqual([401, 'unauthorized_client']);
  });

  it('verifies the proof of PKCE', async () => {
    const verifier = 'v'.repeat(50);
    const challenge = { code_challenge: digest(verifier).toString('base64url'), code_challenge_method: 'S256' };
    const good = await exchange({ code: await code({}, challenge), code_verifier: verifier });
    const wrong = await exchange({ code: await code({}, challenge), code_verifier: 'w'.repeat(50) });
    const none = await exchange({ code: await code({}, challenge) });
    expect([good.status, await error(wrong), await error(none)]).toEqual([200, 'invalid_grant', 'invalid_grant']);
  });

  it('refuses another address than the one of the request', async () => {
    expect(await error(await exchange({ code: await code(), redirect_uri: 'https://autre.test/' }))).toBe(
      'invalid_grant',
    );
  });

  it('refuses a code of another service', async () => {
    const fields = { grant_type: 'authorization_code', code: await code(), redirect_uri: asked['redirect_uri'] };
    expect(await error(await post('token', fields, basic({ id: 'autre', secret: 'autre-secret' })))).toBe(
      'invalid_grant',
    );
  });

  it('withdraws what a code gave when it comes a second time', async () => {
    const used = await code();
    const { access_token } = (await (await exchange({ code: used })).json()) as Tokens;
    await exchange({ code: used });
    expect(await validate(access_token)).toMatchObject({ ok: false });
  });

  it('refuses a code after a minute', async () => {
    const late = await code();
    now += 60_000;
    expect(await error(await exchange({ code: late }))).toBe('invalid_grant');
  });

  it('refreshes until the session has been open for four hours', async () => {
    let { refresh_token } = await signIn();
    const statuses: number[] = [];
    for (let i = 0; i < 9; i += 1) {
      now += 29 * 60_000;
      const answer = await refresh(refresh_token);
      statuses.push(answer.status);
      if (answer.ok) ({ refresh_token } = (await answer.json()) as Tokens);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 200, 200, 400]);
  });

  it('refuses a refresh after thirty minutes', async () => {
    const { refresh_token } = await signIn();
    now += 30 * 60_000;
    expect(await error(await refresh(refresh_token))).toBe('invalid_grant');
  });
});

describe('userinfo', () => {
  function userinfo(token: string): Promise<Response> {
    return fetch(`${endpoint}/userinfo`, { headers: { authorization: `Bearer ${token}` } });
  }

  it('tells the national id, the profession and the activities', async () => {
    const { access_token } = await signIn();
    expect(await (await userinfo(access_token)).json()).toMatchObject({
      SubjectNameID: '899900000017',
      SubjectRole: ['10^1.2.250.1.213.1.1.5.5'],
      SubjectRefPro: { exercices: [{ activities: [{ numeroFinessSite: '630000018', telephone: '' }] }] },
    });
  });

  it('refuses the identity token', async () => {
    const { id_token } = await signIn();
    expect((await userinfo(id_token)).status).toBe(401);
  });

  it('refuses an access token after two minutes', async () => {
    const { access_token } = await signIn();
    now += 120_000;
    expect((await userinfo(access_token)).headers.get('www-authenticate')).toContain('invalid_token');
  });
});

describe('introspection', () => {
  it('tells a service whose token it is', async () => {
    const { access_token } = await signIn();
    const answer = await (await post('token/introspect', { token: access_token })).json();
    expect(answer).toMatchObject({ active: true, typ: 'Bearer', SubjectNameID: '899900000017', nonce: 'nonce-1' });
  });

  it('says nothing of a token that is not active', async () => {
    const { access_token } = await signIn();
    now += 120_000;
    expect(await (await post('token/introspect', { token: access_token })).json()).toEqual({ active: false });
  });

  it('is closed to strangers', async () => {
    expect((await post('token/introspect', { token: 'x' }, null)).status).toBe(401);
  });
});

describe('logout', () => {
  const back = 'https://produit.test/retour';

  it('ends the session and sends the browser back with the state', async () => {
    const { id_token, refresh_token } = await signIn();
    const fields = { id_token_hint: id_token, post_logout_redirect_uri: back, state: 'fin' };
    const answer = await fetch(`${endpoint}/logout?${query(fields)}`, { redirect: 'manual' });
    expect([answer.headers.get('location'), (await refresh(refresh_token)).status]).toEqual([`${back}?state=fin`, 400]);
  });

  it('keeps the session when the hint is no identity token', async () => {
    const { access_token } = await signIn();
    await fetch(`${endpoint}/logout?${query({ id_token_hint: access_token })}`);
    expect(await validate(access_token)).toMatchObject({ ok: true });
  });
});

describe('tokenValidator', () => {
  it('names the subject of an access token', async () => {
    expect(await validate((await signIn()).access_token)).toEqual({ ok: true, subject: '899900000017' });
  });

  it('names the mailboxes of a professional who has some', async () => {
    const { access_token } = await signIn();
    control.publish({ ...testPhysician, mailboxes: ['alix@test.mssante.fr'] });
    expect(await validate(access_token)).toMatchObject({ mailboxes: ['alix@test.mssante.fr'] });
  });

  it.each([
    [
      'changed',
      (token: string) => token.replace(/\.[^.]+\./, `.${Buffer.from('{"typ":"Bearer"}').toString('base64url')}.`),
    ],
    ['unsigned', (token: string) => token.replace(/^[^.]+/, Buffer.from('{"alg":"none"}').toString('base64url'))],
    ['cut short', (token: string) => token.slice(0, 40)],
    ['empty', () => ''],
  ])('refuses a token that is %s', async (_, spoil) => {
    expect(await validate(spoil((await signIn()).access_token))).toMatchObject({ ok: false });
  });

  it('refuses the refresh token', async () => {
    expect(await validate((await signIn()).refresh_token)).toEqual({
      ok: false,
      reason: 'ce n’est pas un jeton d’accès',
    });
  });
});

describe('PscControl', () => {
  it('ends the sessions of one professional only', async () => {
    const [revoked, kept] = [await signIn(), await signIn({ persona: '899700366240' })];
    control.revoke(testPhysician.id);
    const verdicts = [await validate(revoked.access_token), await validate(kept.access_token)];
    expect(verdicts.map(({ ok }) => ok)).toEqual([false, true]);
  });

  it('makes access tokens lapse while refresh tokens still serve', async () => {
    const { access_token, refresh_token } = await signIn();
    control.expireTokens();
    const { access_token: renewed } = (await (await refresh(refresh_token)).json()) as Tokens;
    expect([(await validate(access_token)).ok, (await validate(renewed)).ok]).toEqual([false, true]);
  });

  it('forgets the professionals of an owner, and their sessions', async () => {
    control.publish({ id: '899900000025', nom: 'TEST', prenom: 'Un', activites: [] }, 'scenario');
    const { access_token } = await signIn({ persona: '899900000025' });
    control.reset('scenario');
    expect([(await validate(access_token)).ok, (await press({ persona: '899900000025' })).status]).toEqual([
      false,
      400,
    ]);
  });
});

describe('onSecret', () => {
  it('is told of every code and token', async () => {
    const issued = await code();
    const { access_token, refresh_token, id_token } = (await (await exchange({ code: issued })).json()) as Tokens;
    expect([issued, access_token, refresh_token, id_token].filter((value) => !secrets.has(value))).toEqual([]);
  });
});
