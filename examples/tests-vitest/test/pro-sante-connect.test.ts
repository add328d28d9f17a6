import { testPhysician } from 'probant/mocks/psc';
import { describe, expect, it } from 'vitest';
import { adresseDeConnexion, type Client, ouvrir, prolonger, type Session } from '../src/pro-sante-connect.ts';
import { adresses, pannes, psc, servir } from './services.ts';

servir();

const client: Client = {
  royaume: adresses.psc,
  id: 'cabinet',
  secret: 'secret-de-test',
  retour: 'https://cabinet.test/retour',
};

/** Le professionnel se connecte sur la page de Pro Santé Connect : le navigateur revient avec un code. */
async function connecter(): Promise<Session> {
  const adresse = await adresseDeConnexion(client, { etat: 'etat', nonce: 'nonce' });
  const body = new URLSearchParams({ persona: testPhysician.id });
  const page = await fetch(adresse, { method: 'POST', body, redirect: 'manual' });
  return ouvrir(client, new URL(page.headers.get('location') ?? ''), 'etat');
}

describe('la connexion d’un professionnel', () => {
  it('donne son identifiant national', async () => {
    expect(await connecter()).toMatchObject({ professionnel: testPhysician.id });
  });

  it('se prolonge', async () => {
    const session = await connecter();
    psc.expireTokens();
    expect(await prolonger(client, session)).toMatchObject({ professionnel: testPhysician.id });
  });

  it('ne se prolonge plus quand Pro Santé Connect l’a close', async () => {
    const session = await connecter();
    psc.revoke();
    await expect(prolonger(client, session)).rejects.toMatchObject({ code: 'invalid_grant' });
  });

  it('refuse un retour qui répond à une autre demande', async () => {
    psc.program({ faults: ['etat_faux'] });
    await expect(connecter()).rejects.toMatchObject({ code: 'state' });
  });

  it('dit l’erreur d’OAuth', async () => {
    await pannes.set({ service: 'psc', panne: 'erreur', code: 'invalid_client', cles: ['token'] });
    await expect(connecter()).rejects.toMatchObject({ code: 'invalid_client' });
  });
});
