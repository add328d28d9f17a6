import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { basic, type Fields, service, TestPsc, type Tokens } from '../../test/support/psc.ts';

const back = 'https://produit.test/retour';
const told = {
  id: 'averti',
  secret: 'secret',
  redirectUris: [back],
  postLogoutRedirectUris: ['https://produit.test/au-revoir'],
  backchannelLogoutUri: 'https://produit.test/fin',
  frontchannelLogoutUri: 'https://produit.test/fin-navigateur',
};
const deaf = { id: 'sourd', secret: 'secret', redirectUris: [back], backchannelLogoutUri: 'https://muet.test/fin' };
const psc = await TestPsc.open({ clients: [service, told, deaf] });
const received: string[] = [];
const product = setupServer(
  http.post('https://produit.test/fin', async ({ request }) => {
    received.push(new URLSearchParams(await request.text()).get('logout_token') ?? '');
    return new HttpResponse(null, { status: 200 });
  }),
  http.post('https://muet.test/fin', () => HttpResponse.error()),
);
beforeAll(() => product.listen());
afterAll(() => product.close());

/** Signs a second service in the browser's session of the first. */
async function together(client: { id: string; secret: string }, cookie: string): Promise<Tokens> {
  const answer = await psc.authorize({ client_id: client.id }, { headers: { cookie } });
  const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
  return (await (await psc.exchange({ code }, basic(client))).json()) as Tokens;
}

async function browser(): Promise<string> {
  return (await psc.press({ persona: '899900000017' })).headers.get('set-cookie') ?? '';
}

describe('logout', () => {
  it('ends the session and sends the browser back with the state', async () => {
    const { id_token, refresh_token } = await psc.signIn();
    const answer = await psc.logout({ id_token_hint: id_token, post_logout_redirect_uri: back, state: 'fin' });
    expect([answer.headers.get('location'), (await psc.refresh(refresh_token)).status]).toEqual([
      `${back}?state=fin`,
      400,
    ]);
  });

  it('drops the state when that was prepared', async () => {
    psc.realm.program({ subject: '899900000017', logoutState: 'omis' });
    const { id_token } = await psc.signIn();
    const answer = await psc.logout({ id_token_hint: id_token, post_logout_redirect_uri: back, state: 'fin' });
    expect(answer.headers.get('location')).toBe(back);
  });

  it('may be posted, and says so when there is nowhere to go back', async () => {
    const { id_token, access_token } = await psc.signIn();
    const answer = await psc.post('logout', { id_token_hint: id_token }, null);
    const page = await answer.text();
    expect([page.includes('Vous êtes déconnecté'), (await psc.userinfo(access_token)).status]).toEqual([true, 401]);
  });

  it('takes an identity token that has lapsed', async () => {
    const { id_token, refresh_token } = await psc.signIn();
    psc.wait(600);
    await psc.logout({ id_token_hint: id_token });
    expect((await psc.refresh(refresh_token)).status).toBe(400);
  });

  it.each([
    ['a hint that is no identity token', (tokens: Tokens) => ({ id_token_hint: tokens.access_token })],
    [
      'an address that is not registered',
      (tokens: Tokens) => ({ id_token_hint: tokens.id_token, post_logout_redirect_uri: 'https://autre.test/' }),
    ],
    ['an address of nobody', () => ({ post_logout_redirect_uri: back })],
    ['a hint of another service', (tokens: Tokens) => ({ id_token_hint: tokens.id_token, client_id: 'averti' })],
  ] satisfies Array<[string, (tokens: Tokens) => Fields]>)('keeps the session for %s', async (_, fields) => {
    const tokens = await psc.signIn();
    const answer = await psc.logout(fields(tokens));
    expect([answer.status, (await psc.userinfo(tokens.access_token)).status]).toEqual([400, 200]);
  });

  it('asks the user when no hint says whose session it is', async () => {
    const cookie = await browser();
    const { access_token } = await together(service, cookie);
    const page = await (await psc.logout({}, { headers: { cookie } })).text();
    const before = (await psc.userinfo(access_token)).status;
    await psc.logout({ confirmation: '1' }, { headers: { cookie } });
    expect([page.includes('Voulez-vous'), before, (await psc.userinfo(access_token)).status]).toEqual([true, 200, 401]);
  });

  it('is done by a service with its refresh token', async () => {
    const { refresh_token, access_token } = await psc.signIn();
    const answer = await psc.post('logout', { refresh_token });
    expect([answer.status, (await psc.userinfo(access_token)).status]).toEqual([204, 401]);
  });
});

describe('the other services of a session', () => {
  it('are told by a signed token, and by a frame of the browser', async () => {
    const cookie = await browser();
    const { id_token } = await together(service, cookie);
    await together(told, cookie);
    const page = await (await psc.logout({ id_token_hint: id_token })).text();
    const claims = psc.realm.signer.verify(received.at(-1) ?? '');
    expect([claims, page.includes('https://produit.test/fin-navigateur?iss=')]).toEqual([
      expect.objectContaining({
        aud: 'averti',
        sub: expect.stringContaining('899900000017'),
        events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
      }),
      true,
    ]);
  });

  it('keep nobody from leaving when they do not answer, and the outcome is kept', async () => {
    const { id_token } = await together(deaf, await browser());
    const answer = await psc.logout({ id_token_hint: id_token, post_logout_redirect_uri: back });
    expect([answer.status, psc.realm.logoutNotices()]).toEqual([
      302,
      [{ client: 'sourd', address: 'https://muet.test/fin', failure: expect.any(String) }],
    ]);
  });

  it('have addresses of their own after logout', async () => {
    const { id_token } = await together(told, await browser());
    expect((await psc.logout({ id_token_hint: id_token, post_logout_redirect_uri: back })).status).toBe(400);
  });
});
