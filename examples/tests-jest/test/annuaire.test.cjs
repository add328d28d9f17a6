const { noms } = require('../src/annuaire.cjs');

const acces = { adresse: 'https://annuaire.test/fhir/v2', cle: 'cle-de-test' };
/** @type {{listen(): void, close(): void}} */
let serveur;

// Probant n’est qu’en modules ES : un test CommonJS les charge par import(), et non par require().
beforeAll(async () => {
  const { AnnuaireDirectory, annuaireHandlers } = await import('probant/mocks/annuaire');
  const { setupServer } = await import('probant/mocks/msw');
  const annuaire = new AnnuaireDirectory({ professionals: 20, structures: 5, apiKeys: [acces.cle] });
  serveur = setupServer(...annuaireHandlers(annuaire));
  serveur.listen();
});
afterAll(() => serveur.close());

test('un test CommonJS trouve le médecin que l’annuaire connaît toujours', async () => {
  expect(await noms(acces, '99900000017')).toEqual(['TÉMOIN']);
});

test('et se voit refuser une clé inconnue', async () => {
  await expect(noms({ ...acces, cle: 'autre' }, '99900000017')).rejects.toThrow('annuaire : 401');
});
