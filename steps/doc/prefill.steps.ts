import { Given, Then } from '@cucumber/cucumber';
import { validateDocument, write } from '../documents/actions.ts';
import { documentsOf } from '../documents/memory.ts';
import type { ProbantWorld, Seen } from '../runtime/index.ts';

Given('une synthèse validée du patient', async function (this: ProbantWorld) {
  await write(this, 'synthese');
  await validateDocument(this);
});

Then("un nouveau courrier est prérempli de l'identité du patient", async function (this: ProbantWorld) {
  const { nomUtilise, prenom, dateNaissance } = this.subject.person;
  const birth = dateNaissance.split('-').reverse().join('/');
  await expectPrefilled(this, [nomUtilise, prenom, birth]);
});

Then('un nouveau courrier est prérempli des documents du dossier', async function (this: ProbantWorld) {
  await expectPrefilled(
    this,
    documentsOf(this).map(({ titre }) => `Texte de ${titre}.`),
  );
});

async function expectPrefilled(world: ProbantWorld, textes: string[]): Promise<void> {
  const lecture = (await world.perform('lirePreremplissage', { dossier: world.dossier(), type: 'courrier' })) as Seen;
  await world.judge('lecture.fraicheur', { lecture }, { nomUtilise: world.subject.person.nomUtilise });
  await world.judge('document.preremplissage', { lecture }, { textes });
}
