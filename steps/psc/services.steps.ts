import { Then } from '@cucumber/cucumber';
import type { ProbantWorld, Seen } from '../runtime/index.ts';
import { calls, memberOf } from './memory.ts';

Then("l'appel à INSi est fait en son nom, sous Pro Santé Connect", async function (this: ProbantWorld) {
  const echanges = (await this.slice('insi', 1)) as Seen;
  for (const rule of ['enveloppe', 'contexte-bam', 'contexte-lps', 'emetteur', 'corps']) {
    await this.judge(`insi.${rule}`, { echanges });
  }
  await this.judge('insi.assertion', { echanges }, { mode: 'psc', professionnel: memberOf(this).id });
});

Then(
  'le jeton montré à INSi est celui de sa session, lié au certificat du logiciel',
  async function (this: ProbantWorld) {
    await this.judge('psc.liaison', { echanges: await calls(this, 1) });
  },
);

Then("l'appel au DMP est fait en son nom, sous Pro Santé Connect", async function (this: ProbantWorld) {
  const echanges = (await this.slice('dmp', 1)) as Seen;
  const auteur = { auteur: memberOf(this).id, classe: 'MobileTwoFactorUnregistered' };
  await this.judge('vihf.auteur', { echanges }, auteur);
  await this.judge('vihf.attributs', { echanges }, { roles: ['10', 'SM54'] });
  for (const rule of ['presence', 'signature', 'emetteur', 'fraicheur']) await this.judge(`vihf.${rule}`, { echanges });
});

Then(
  /^la trace de l'appel (?:à|au) (INSi|DMP) montre Pro Santé Connect et son identité$/,
  async function (this: ProbantWorld, service: 'INSi' | 'DMP') {
    const lecture = await this.read('lireTracesAppels');
    await this.judge('psc.trace', { lecture }, { service, identifiant: memberOf(this).id });
  },
);
