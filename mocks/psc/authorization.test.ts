import { describe, expect, it } from 'vitest';
import { asked, error, query, refusal, sentBack, service, TestPsc } from '../../test/support/psc.ts';
import { testPhysician } from './index.ts';

const psc = await TestPsc.open();

describe('authorization', () => {
  it('shows a button for each professional', async () => {
    const html = await (await psc.authorize()).text();
    expect(html.match(/name="persona" value="[^"]+"/g)).toEqual([
      'name="persona" value="899900000017"',
      'name="persona" value="899700366240"',
      'name="persona" value="ANS20210107161422"',
      'name="persona" value="899700218896"',
      'name="persona" value="3630000018/TEST001"',
    ]);
  });

  it('escapes what the request says', async () => {
    const html = await (await psc.authorize({ state: '"><script>' })).text();
    expect(html).not.toContain('<script>');
  });

  it('sends the browser back with the state, the session and the issuer', async () => {
    const { state, iss, session_state } = sentBack(await psc.press({ persona: testPhysician.id }));
    expect([state, iss, session_state]).toEqual(['etat-1', psc.issuer, expect.stringMatching(/^[\w-]{22}$/)]);
  });

  it('shows the page again to nobody whose session is open', async () => {
    const cookie = (await psc.press({ persona: testPhysician.id })).headers.get('set-cookie') ?? '';
    const again = await psc.authorize({}, { headers: { cookie } });
    expect(sentBack(again)['code']).toBeTruthy();
  });

  it.each([
    ['prompt=login', { prompt: 'login' }, 0],
    ['a session older than max_age', { max_age: '60' }, 61],
    ['a session idle for thirty minutes', {}, 1800],
  ])('shows the page again for %s', async (_, fields, later) => {
    const cookie = (await psc.press({ persona: testPhysician.id })).headers.get('set-cookie') ?? '';
    psc.wait(later);
    expect((await psc.authorize(fields, { headers: { cookie } })).status).toBe(200);
  });

  it('says that the user refused', async () => {
    expect(sentBack(await psc.press({ refus: '1' }))).toMatchObject({ error: 'access_denied', state: 'etat-1' });
  });

  it('sends the answer in the fragment when asked', async () => {
    const answer = await psc.press({ persona: testPhysician.id }, { response_mode: 'fragment' });
    expect(answer.headers.get('location')).toMatch(/^https:\/\/produit\.test\/retour#state=etat-1&iss=.+&code=/);
  });

  it('posts the answer when asked', async () => {
    const answer = await psc.press({ persona: testPhysician.id }, { response_mode: 'form_post' });
    const html = await answer.text();
    expect(html).toMatch(/action="https:\/\/produit\.test\/retour"><input type="hidden" name="state" value="etat-1">/);
  });

  it.each([
    ['an unknown service', { client_id: 'inconnu' }],
    ['an address that is not registered, even longer', { redirect_uri: 'https://produit.test/retour/' }],
    ['no address', { redirect_uri: undefined }],
    ['parameters that were never pushed', { request_uri: 'urn:ietf:params:oauth:request_uri:inconnu' }],
  ])('never sends the browser away for %s', async (_, fields) => {
    expect((await psc.authorize(fields)).status).toBe(400);
  });

  it.each([
    ['no state', { state: undefined }, 'invalid_request'],
    ['another response type', { response_type: 'autre' }, 'unsupported_response_type'],
    ['an implicit flow', { response_type: 'id_token token' }, 'unauthorized_client'],
    ['an unknown scope', { scope: 'openid autre' }, 'invalid_scope'],
    ['a short challenge', { code_challenge: 'court' }, 'invalid_request'],
    ['another PKCE method', { code_challenge: 'c'.repeat(43), code_challenge_method: 'S512' }, 'invalid_request'],
    ['prompt=none without session', { prompt: 'none' }, 'login_required'],
    ['a request object', { request: 'e30.e30.' }, 'request_not_supported'],
  ])('refuses %s', async (_, fields, expected) => {
    expect(sentBack(await psc.authorize(fields))['error']).toBe(expected);
  });

  it('refuses a parameter given twice', async () => {
    const answer = await psc.fetch(`https://psc.test/auth?${query(asked)}&state=autre`);
    expect(sentBack(answer)['error']).toBe('invalid_request');
  });
});

describe('pushed authorization requests', () => {
  async function pushed(fields: Record<string, string | undefined> = {}): Promise<Response> {
    return psc.post('ext/par/request', { ...asked, ...fields });
  }

  it('give a name that lives a minute', async () => {
    const answer = await pushed();
    expect([answer.status, await answer.json()]).toEqual([
      201,
      { request_uri: expect.stringMatching(/^urn:ietf:params:oauth:request_uri:/), expires_in: 60 },
    ]);
  });

  it('are what the browser asks for, once', async () => {
    const { request_uri } = (await (await pushed({ state: 'pousse' })).json()) as { request_uri: string };
    const address = `https://psc.test/auth?${query({ client_id: service.id, request_uri })}`;
    const press = { method: 'POST', body: new URLSearchParams({ persona: testPhysician.id }) };
    const first = await psc.fetch(address, press);
    const second = await psc.fetch(address, press);
    expect([sentBack(first)['state'], second.status]).toEqual(['pousse', 400]);
  });

  it('are forgotten after a minute', async () => {
    const { request_uri } = (await (await pushed()).json()) as { request_uri: string };
    psc.wait(60);
    expect((await psc.fetch(`https://psc.test/auth?${query({ client_id: service.id, request_uri })}`)).status).toBe(
      400,
    );
  });

  it.each([
    ['another address', { redirect_uri: 'https://autre.test/' }, 'Invalid parameter: redirect_uri'],
    ['an unknown scope', { scope: 'autre' }, 'Invalid scopes: autre'],
    ['another response type', { response_type: 'autre' }, 'Unsupported response type'],
    ['a name of pushed parameters', { request_uri: 'urn:x' }, 'It is not allowed to include request_uri to PAR.'],
  ])('are refused with %s', async (_, fields, description) => {
    expect(await refusal(await pushed(fields))).toEqual([400, 'invalid_request', description]);
  });

  it('are closed to strangers', async () => {
    expect(await error(await psc.post('ext/par/request', asked, null))).toBe('unauthorized_client');
  });
});
