import { Then, When } from '@cucumber/cucumber';
import type { ProbantWorld, Seen } from '../runtime/index.ts';

When('il appelle INSi par sa carte CPx', async function (this: ProbantWorld) {
  this.mark();
  await this.perform('appelerInsiParCarte', { dossier: this.dossier() });
});

Then('la carte du professionnel authentifie la requête', async function (this: ProbantWorld) {
  const echanges = (await this.exchanges(1)) as Seen;
  for (const rule of ['enveloppe', 'contexte-bam', 'contexte-lps', 'emetteur', 'identifiants']) {
    await this.judge(`insi.${rule}`, { echanges });
  }
  await this.judge('insi.assertion', { echanges }, { mode: 'carte' });
});
