import { describe, expect, it } from 'vitest';
import { basic, claims, refusal, service, TestPsc, type Tokens } from '../../test/support/psc.ts';

const inactive = { id: 'sans-ciba', secret: 'secret', ciba: false };
const psc = await TestPsc.open({ clients: [service, inactive] });
const subject = '899700366240';
const grant = 'urn:openid:params:grant-type:ciba';

type Fields = Record<string, string | undefined>;

function ask(fields: Fields = {}, credentials = basic()): Promise<Response> {
  const right = { scope: 'openid scope_all', acr_values: 'eidas1', login_hint: subject, binding_message: '42' };
  return psc.post('ext/ciba/auth', { ...right, channel: 'MOBILE', ...fields }, credentials);
}

async function asked(fields: Fields = {}): Promise<string> {
  return ((await (await ask(fields)).json()) as { auth_req_id: string }).auth_req_id;
}

function poll(auth_req_id: string | undefined, credentials?: string): Promise<Response> {
  return psc.post('token', { grant_type: grant, auth_req_id }, credentials);
}

async function page(): Promise<string> {
  return (await psc.fetch('https://psc.test/e-cps')).text();
}

async function press(decision: string): Promise<void> {
  const demande = /name="demande" value="([^"]+)"/.exec(await page())?.[1] ?? '';
  const body = new URLSearchParams({ demande, decision });
  await psc.fetch('https://psc.test/e-cps', { method: 'POST', body });
}

describe('a CIBA request', () => {
  it('is acknowledged for two minutes', async () => {
    const answer = await ask();
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { auth_req_id: expect.stringMatching(/^[\w-]{32}$/), expires_in: 120, interval: 5 },
    ]);
  });

  it.each([
    ['no scope', { scope: undefined }, 'invalid_request', 'missing parameter : scope'],
    ['an unknown scope', { scope: 'autre' }, 'invalid_scope', 'Invalid scopes: autre'],
    ['no user', { login_hint: undefined }, 'invalid_request', 'missing parameter : login_hint'],
    ['an unknown user', { login_hint: '8000' }, 'invalid_request', 'invalid user'],
    ['another channel', { channel: 'SMS' }, 'invalid_request', 'Invalid parameter: channel'],
    [
      'the ping mode',
      { client_notification_token: 'jeton' },
      'invalid_request',
      'Client Notification token supported only for the ping mode',
    ],
  ])('is refused with %s', async (_, fields, ...expected) => {
    expect(await refusal(await ask(fields))).toEqual([400, ...expected]);
  });

  it.each([undefined, '7', '123', 'ab'])('is refused when its message is not two digits: %s', async (message) => {
    expect((await refusal(await ask({ binding_message: message })))[1]).toBe('invalid_binding_message');
  });

  it('is refused to a service for which CIBA is not active', async () => {
    expect((await refusal(await ask({}, basic(inactive))))[2]).toBe('Client not allowed OIDC CIBA Grant');
  });
});

describe('a poll', () => {
  it('waits for the user, in the words of PSC', async () => {
    expect(await refusal(await poll(await asked()))).toEqual([
      400,
      'authorization_pending',
      "The authorization request is still pending as the end-user hasn't yet been authenticated.",
    ]);
  });

  it('must leave the interval between two', async () => {
    const request = await asked();
    await poll(request);
    psc.wait(4);
    const early = await poll(request);
    psc.wait(1);
    expect([(await refusal(early))[1], (await refusal(await poll(request)))[1]]).toEqual([
      'slow_down',
      'authorization_pending',
    ]);
  });

  it('gives tokens once the user accepted, once', async () => {
    psc.realm.ciba(subject, 'accepte');
    const request = await asked();
    const tokens = (await (await poll(request)).json()) as Tokens;
    expect([claims(tokens.id_token)['SubjectNameID'], (await refusal(await poll(request)))[1]]).toEqual([
      subject,
      'invalid_grant',
    ]);
  });

  it('says eidas2 of a card', async () => {
    psc.realm.ciba(subject, 'accepte');
    const tokens = (await (await poll(await asked({ channel: 'CARD' }))).json()) as Tokens;
    expect(claims(tokens.id_token)).toMatchObject({ acr: 'eidas2', authMode: 'CARD' });
  });

  it('says that the user refused', async () => {
    psc.realm.ciba(subject, 'refuse');
    expect((await refusal(await poll(await asked())))[1]).toBe('access_denied');
  });

  it('says that nobody answered in two minutes', async () => {
    psc.realm.ciba(subject, 'silence');
    const request = await asked();
    psc.wait(120);
    expect((await refusal(await poll(request)))[1]).toBe('expired_token');
  });

  it.each([
    ['no request', undefined, 'Missing parameter: auth_req_id'],
    ['an unknown request', 'inconnu', 'Invalid Auth Req ID'],
  ])('is refused for %s', async (_, request, description) => {
    expect((await refusal(await poll(request)))[2]).toBe(description);
  });

  it('decides a request that waits already', async () => {
    const request = await asked();
    await poll(request);
    psc.realm.ciba(subject, 'accepte');
    psc.wait(5);
    expect((await poll(request)).status).toBe(200);
  });
});

describe('the page of the e-CPS application', () => {
  it('shows the two digits of each request that waits', async () => {
    await asked({ binding_message: '07' });
    expect(await page()).toContain('<p class="nombre">07</p>');
  });

  it.each([
    ['accepte', 200],
    ['refuse', 400],
  ])('decides: %s', async (decision, status) => {
    const request = await asked();
    await press(decision);
    expect((await poll(request)).status).toBe(status);
  });

  it('shows nothing once decided', async () => {
    await asked();
    await press('refuse');
    expect(await page()).toContain('Aucune demande');
  });
});

describe('the control', () => {
  it('lists what waits, without its secret', async () => {
    const secret = await asked();
    const [waiting] = psc.realm.pendingCiba(subject);
    expect([waiting?.bindingMessage, JSON.stringify(waiting).includes(secret)]).toEqual(['42', false]);
  });

  it('forgets an outcome with its owner', async () => {
    psc.realm.ciba(subject, 'refuse', 'scenario');
    psc.realm.reset('scenario');
    expect((await refusal(await poll(await asked())))[1]).toBe('authorization_pending');
  });
});
