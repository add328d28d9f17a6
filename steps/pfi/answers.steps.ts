import { Given, Then, When } from '@cucumber/cucumber';
import { latestDocument } from '../documents/memory.ts';
import type { ProbantWorld, Seen } from '../runtime/index.ts';

Given('la plateforme refuse les documents du patient', function (this: ProbantWorld) {
  const { nomNaissance } = this.subject.person;
  const erreur = { application: '902', libelle: 'Identifiant de patient inconnu' };
  this.controls.hl7.program({ match: { cle: nomNaissance, type: 'MDM' }, answer: { code: 'AE', erreur } });
});

Given('la plateforme accepte de nouveau les documents du patient', function (this: ProbantWorld) {
  const { nomNaissance } = this.subject.person;
  this.controls.hl7.program({ match: { cle: nomNaissance, type: 'MDM' }, answer: { code: 'AA' } });
});

When('la plateforme annonce le dépôt du document au DMP', async function (this: ProbantWorld) {
  await acknowledge(this, { evenement: 'Z01', succes: true });
});

When("la plateforme annonce l'échec du dépôt du document au DMP", async function (this: ProbantWorld) {
  const erreur = { code: 'DMPPatientUnknown', libelle: 'Patient inconnu du DMP' };
  await acknowledge(this, { evenement: 'Z01', succes: false, erreur });
});

When('la plateforme annonce la réception puis la lecture du courriel', async function (this: ProbantWorld) {
  const boite = this.correspondents[0]?.adresse ?? '';
  await acknowledge(this, { evenement: 'Z02', succes: true, boite });
  await acknowledge(this, { evenement: 'Z03', succes: true, boite });
});

Then('les transmissions montrent le refus de la plateforme, et sa raison', function (this: ProbantWorld) {
  return shown(this, { montre: { acquittement: ['902'] }, tait: { acquittement: ['accepté'] } });
});

Then('les transmissions montrent le document déposé au DMP', function (this: ProbantWorld) {
  return shown(this, { montre: { acquittement: ['accepté'], dmp: ['déposé'] } });
});

Then("les transmissions montrent l'échec du dépôt au DMP, et sa raison", function (this: ProbantWorld) {
  return shown(this, { montre: { dmp: ['DMPPatientUnknown'] }, tait: { dmp: ['déposé au'] } });
});

Then('les transmissions montrent le courriel reçu et lu par le correspondant', function (this: ProbantWorld) {
  const boite = this.correspondents[0]?.adresse ?? '';
  return shown(this, { montre: { mssante: ['reçu', 'lu', boite] } });
});

async function acknowledge(
  world: ProbantWorld,
  accuse: {
    evenement: 'Z01' | 'Z02' | 'Z03';
    succes: boolean;
    boite?: string;
    erreur?: { code: string; libelle: string };
  },
): Promise<void> {
  const { nomNaissance } = world.subject.person;
  await world.controls.hl7.send({ accuse: { ...accuse, cle: nomNaissance } });
}

async function shown(world: ProbantWorld, wanted: object): Promise<void> {
  const { titre } = latestDocument(world);
  const lecture = (await world.read('lireTransmissions')) as Seen;
  await world.judge('pfi.suites', { lecture }, { titre, ...wanted });
}
