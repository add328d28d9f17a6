import { setupServer } from 'msw/node';
import { publishedIdentities } from 'probant/core';
import { InsiDirectory, insiHandlers } from 'probant/mocks/insi';
import { MswFaults } from 'probant/mocks/msw';
import { rechercherIns } from '../src/insi.js';

const adresse = 'https://insi.test/lps';
const insi = new InsiDirectory();
const pannes = new MswFaults();
const serveur = setupServer(...pannes.disturb('insi', insiHandlers({ directory: insi })));
const traits = publishedIdentities.ADRUN;

beforeAll(() => serveur.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  insi.reset();
  pannes.reset();
});
afterAll(() => serveur.close());

describe('la recherche de l’INS', () => {
  test('trouve une identité de test publiée, sans rien préparer', async () => {
    expect(await rechercherIns(adresse, traits)).toEqual({ etat: 'trouvee', matricule: traits.matricule });
  });

  test('garde le code d’une erreur d’INSi', async () => {
    insi.program({ match: { nomNaissance: traits.nomNaissance }, answer: { fault: 'insi_102' } });
    expect(await rechercherIns(adresse, traits)).toEqual({ etat: 'indisponible', raison: 'insi_102' });
  });

  test('ne lit pas la page HTML d’un service en panne', async () => {
    await pannes.set({ service: 'insi', panne: 'http_503' });
    expect(await rechercherIns(adresse, traits)).toEqual({ etat: 'indisponible', raison: 'HTTP 503' });
  });
});
