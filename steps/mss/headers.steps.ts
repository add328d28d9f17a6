import { Then } from '@cucumber/cucumber';
import type { ProbantWorld, Seen } from '../runtime/index.ts';

Then(
  /^le courriel dit que l'INS (est|n'est pas) qualifiée$/,
  async function (this: ProbantWorld, told: 'est' | "n'est pas") {
    await this.judge('mss.x-mss-ins', { echanges: await sent(this) }, { qualifiee: told === 'est' });
  },
);

Then('le courriel donne le code du document', async function (this: ProbantWorld) {
  await this.judge('mss.x-mss-codecda', { echanges: await sent(this) });
});

Then("le courriel ne dit rien de l'INS ni du document", async function (this: ProbantWorld) {
  const echanges = await sent(this);
  await this.judge('mss.x-mss-ins', { echanges });
  await this.judge('mss.x-mss-codecda', { echanges });
});

async function sent(world: ProbantWorld): Promise<Seen> {
  return (await world.slice('mss-smtp', 1)) as Seen;
}
