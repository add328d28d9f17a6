import { Given, Then, When } from '@cucumber/cucumber';
import type { ProbantWorld } from '../runtime/index.ts';
import { announce, insOf, lookUp } from './actions.ts';
import { memory } from './memory.ts';

const events = { 'à son admission': 'A01', 'à sa création': 'A28', 'à sa mise à jour': 'A31' } as const;

/** The birthplace that the platform corrects a patient's to. */
const correctedPlace = '2A004';

Given("un patient de l'établissement", function (this: ProbantWorld) {
  this.drawSubject();
});

When(
  /^la plateforme transmet son identité validée, avec son INS, (à son admission|à sa création|à sa mise à jour)$/,
  function (this: ProbantWorld, when: keyof typeof events) {
    return announce(this, events[when], { statut: 'VALI', ins: insOf(this.subject) });
  },
);

When(
  /^la plateforme transmet son identité provisoire, avec un INS, (à sa création|à sa mise à jour)$/,
  function (this: ProbantWorld, when: keyof typeof events) {
    return announce(this, events[when], { statut: 'PROV', ins: insOf(this.subject) });
  },
);

When('la plateforme corrige le lieu de naissance de son identité validée', function (this: ProbantWorld) {
  memory(this).corrected = { lieuNaissance: correctedPlace };
  return announce(this, 'A31', { statut: 'VALI', ins: insOf(this.subject) });
});

When("la plateforme supprime l'INS de son identité", function (this: ProbantWorld) {
  return announce(this, 'A31', { statut: 'PROV', ins: 'supprimee' });
});

Then('le patient se trouve dans le logiciel', function (this: ProbantWorld) {
  return lookUp(this);
});

Then('la fiche porte les traits reçus', async function (this: ProbantWorld) {
  const { nomNaissance, prenom, prenoms, sexe, dateNaissance, lieuNaissance, nomUtilise } = this.subject.person;
  const traits = { nomNaissance, prenom, prenoms, sexe, dateNaissance, lieuNaissance, nomUtilise };
  await this.judge(
    'ins.traits',
    { lecture: await this.read('lireFiche') },
    { traits: { ...traits, ...memory(this).corrected } },
  );
});

Then("la fiche porte l'INS reçue", async function (this: ProbantWorld) {
  await this.judge('ins.matricule', { lecture: await this.read('lireFiche') }, insOf(this.subject));
});
