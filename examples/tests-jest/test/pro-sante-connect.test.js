import { setupServer } from 'msw/node';
import { PscRealm, pscHandlers, testPhysician } from 'probant/mocks/psc';

const royaume = 'https://psc.test/auth/realms/esante-wallet';
const client = { id: 'cabinet', secret: 'secret-de-test' };
const psc = await PscRealm.create({ clients: [client] });
const serveur = setupServer(...pscHandlers(psc));

beforeAll(() => serveur.listen({ onUnhandledRequest: 'error' }));
afterEach(() => psc.reset());
afterAll(() => serveur.close());

/** @param {Record<string, string>} demande */
async function jetons(demande) {
  const body = new URLSearchParams({ ...demande, client_id: client.id, client_secret: client.secret });
  const reponse = await fetch(`${royaume}/protocol/openid-connect/token`, { method: 'POST', body });
  return reponse.json();
}

async function connecter() {
  const retour = 'https://cabinet.test/retour';
  const demande = { response_type: 'code', scope: 'openid scope_all', acr_values: 'eidas1', state: 'etat', nonce: 'n' };
  const adresse = `https://psc.test/auth?${new URLSearchParams({ ...demande, client_id: client.id, redirect_uri: retour })}`;
  const body = new URLSearchParams({ persona: testPhysician.id });
  const page = await fetch(adresse, { method: 'POST', body, redirect: 'manual' });
  const code = new URL(page.headers.get('location') ?? '').searchParams.get('code') ?? '';
  return jetons({ grant_type: 'authorization_code', code, redirect_uri: retour });
}

test('un professionnel se connecte', async () => {
  expect(await connecter()).toMatchObject({ token_type: 'Bearer', expires_in: 120 });
});

test('une session close ne se prolonge plus', async () => {
  const { refresh_token: jeton } = await connecter();
  psc.revoke();
  expect(await jetons({ grant_type: 'refresh_token', refresh_token: jeton })).toMatchObject({ error: 'invalid_grant' });
});
