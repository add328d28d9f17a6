import { Given, Then } from '@cucumber/cucumber';
import type { ProbantWorld, Seen } from '../runtime/index.ts';

const day = 86_400_000;

Given('la liste de révocation en ligne est valable plusieurs jours', function (this: ProbantWorld) {
  // From 3 to 12 days, drawn: the date that the product shows is then one of this run.
  const days = 3 + (Number(this.drawCorrespondent().rpps) % 10);
  this.mark();
  this.controls.igc.crl({ etat: 'bonne', validiteMs: days * day });
});

Given('la liste de révocation en ligne est expirée', function (this: ProbantWorld) {
  this.controls.igc.crl({ etat: 'expiree' });
});

Then('la liste de révocation a été demandée', async function (this: ProbantWorld) {
  await this.judge('mss.crl-gardee', { echanges: await lists(this) }, { montree: false });
});

Then('le logiciel montre la liste de révocation gardée', async function (this: ProbantWorld) {
  const lecture = await this.perform('lireListesRevocation', {});
  const echanges = this.last.get('echanges igc') as Seen;
  await this.judge('mss.crl-gardee', { lecture, echanges }, { montree: true });
});

/** The lists that were served since the last mark: nothing in a request tells whose it is. */
async function lists(world: ProbantWorld): Promise<Seen> {
  return (await world.slice('igc', 0)) as Seen;
}
