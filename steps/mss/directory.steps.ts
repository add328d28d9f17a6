import { Given, Then, When } from '@cucumber/cucumber';
import { type Directed, drawDirected, publish } from '../ann/professionals.ts';
import { type ProbantWorld, scenarioMemory } from '../runtime/index.ts';
import { expectSent, mailText } from './actions.ts';

const found = scenarioMemory((): { one?: Directed } => ({}));

Given("un professionnel joignable par MSSanté, publié à l'Annuaire Santé", function (this: ProbantWorld) {
  const one = drawDirected(this);
  found(this).one = one;
  publish(this, one);
  const label = `Dr_${one.prenom}_${one.nom}`;
  this.controls.mss.declareMailbox({ address: one.adresse ?? '', kind: 'PER', label });
});

Then("la rédaction propose l'adresse MSSanté de ce professionnel", async function (this: ProbantWorld) {
  const { nom, rpps, adresse } = professional(this);
  const lecture = await this.perform('chercherDestinataire', { nom });
  await this.judge('lecture.critere', { lecture }, { critere: nom });
  await this.judge('annuaire.recherche', { lecture }, { rpps, present: true, mssante: adresse ?? '' });
});

When("il écrit à ce professionnel depuis l'annuaire", async function (this: ProbantWorld) {
  const { nom, rpps } = professional(this);
  this.mark();
  await this.perform('ecrireDepuisAnnuaire', { nom, rpps, objet: mailText(this), texte: `${mailText(this)}.` });
});

Then('un seul courriel est parti, vers ce professionnel', function (this: ProbantWorld) {
  return expectSent(this, professional(this).adresse ?? '');
});

function professional(world: ProbantWorld): Directed {
  return found(world).one as Directed;
}
