import { Then, When } from '@cucumber/cucumber';
import type { ProbantWorld } from '../runtime/index.ts';
import { expectSent } from './actions.ts';

When("il transmet l'identité aux systèmes raccordés", async function (this: ProbantWorld) {
  this.mark();
  await this.perform('transmettreIdentite', { dossier: this.dossier() });
});

Then('un message HL7 du patient part', function (this: ProbantWorld) {
  return expectSent(this, {});
});

Then('les messages HL7 du patient portent ses traits et son INS', function (this: ProbantWorld) {
  return expectSent(this, { ins: 'presente' });
});

Then('les messages HL7 du patient ne portent ni matricule ni OID', function (this: ProbantWorld) {
  return expectSent(this, { ins: 'absente' });
});
