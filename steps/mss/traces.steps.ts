import { Then } from '@cucumber/cucumber';
import { latestReceived } from '../reception/memory.ts';
import type { ProbantWorld, Seen } from '../runtime/index.ts';
import { correspondentOf } from './actions.ts';

Then("les traces montrent l'envoi au correspondant", async function (this: ProbantWorld) {
  const { adresse } = correspondentOf(this);
  await expectTraces(this, [{ nature: 'envoi', partenaire: adresse }]);
});

Then(
  'les traces montrent le test de connexion, la relève, la lecture et le classement',
  async function (this: ProbantWorld) {
    const partenaire = latestReceived(this).from.adresse;
    await expectTraces(this, [
      { nature: 'connexion' },
      { nature: 'releve' },
      { nature: 'lecture', partenaire },
      { nature: 'classement', partenaire },
    ]);
  },
);

Then("la trace de l'envoi est complète", async function (this: ProbantWorld) {
  const echanges = (await this.slice('mss-smtp', 1)) as Seen;
  const lecture = await this.perform('lireTracesMessagerie', {});
  const parameters = { auteur: this.utilisateur, partenaire: correspondentOf(this).adresse };
  await this.judge('messagerie.trace-complete', { echanges, lecture }, parameters);
});

async function expectTraces(
  world: ProbantWorld,
  traitements: Array<{ nature: string; partenaire?: string }>,
): Promise<void> {
  const lecture = await world.perform('lireTracesMessagerie', {});
  await world.judge('messagerie.traitements', { lecture }, { traitements });
}
