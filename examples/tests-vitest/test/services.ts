import { setupServer } from 'msw/node';
import { publishedIdentities } from 'probant/core';
import { AnnuaireDirectory, annuaireHandlers } from 'probant/mocks/annuaire';
import { autoconfigHandlers } from 'probant/mocks/autoconfig';
import { DmpDirectory, dmpHandlers } from 'probant/mocks/dmp';
import { InsiDirectory, insiHandlers } from 'probant/mocks/insi';
import { MswFaults } from 'probant/mocks/msw';
import { PscRealm, pscHandlers } from 'probant/mocks/psc';
import { afterAll, afterEach, beforeAll } from 'vitest';

/** Une identité de test publiée, qu’INSi connaît d’office. */
export const patient = publishedIdentities.ADRUN;

/** Ce que chaque service sait : les tests y préparent leurs cas. */
export const insi = new InsiDirectory();
export const dmp = new DmpDirectory();
export const annuaire = new AnnuaireDirectory({ professionals: 200, structures: 50, apiKeys: ['cle-de-test'] });
export const psc = await PscRealm.create({ clients: [{ id: 'cabinet', secret: 'secret-de-test' }] });
export const pannes = new MswFaults();

/** Les adresses que le produit appelle : celles que vous voulez, aucun port n’est ouvert. */
export const adresses = {
  insi: 'https://insi.test/lps',
  dmp: 'https://dmp.test/si-dmp-server/v2/services',
  psc: 'https://psc.test/auth/realms/esante-wallet',
  annuaire: 'https://annuaire.test/fhir/v2',
};

const serveur = setupServer(
  ...pannes.disturb('insi', insiHandlers({ directory: insi })),
  ...pannes.disturb('dmp', dmpHandlers({ directory: dmp, signatures: false })),
  ...pannes.disturb('psc', pscHandlers(psc)),
  ...pannes.disturb('annuaire', annuaireHandlers(annuaire)),
  ...autoconfigHandlers({
    domain: 'test.mssante.fr',
    host: 'mail.test.mssante.fr',
    ports: { imap: 1143, smtp: 1587 },
  }),
);

/** À appeler dans chaque fichier de tests : sert les services, et oublie après chaque test ce qu’il a préparé. */
export function servir(): void {
  beforeAll(() => serveur.listen({ onUnhandledFrame: 'error' }));
  afterEach(() => {
    for (const service of [insi, dmp, annuaire, psc, pannes]) service.reset();
  });
  afterAll(() => serveur.close());
}
