import { Given, Then } from '@cucumber/cucumber';
import type { ProbantWorld, Seen } from '../runtime/index.ts';
import { memory } from './memory.ts';

Given("les systèmes raccordés connaissent l'identité", async function (this: ProbantWorld) {
  // What the creation sent must have left before what the change sends is looked for.
  await this.slice('hl7', 0);
  this.mark();
});

Then(
  "les systèmes raccordés reçoivent l'identité modifiée, sans matricule ni OID",
  async function (this: ProbantWorld) {
    const echanges = (await this.slice('hl7', 1)) as Seen;
    const { nomNaissance, prenoms, dateNaissance, sexe, lieuNaissance } = this.subject.person;
    const patient = { nomNaissance, prenoms, dateNaissance, sexe, lieuNaissance, ...memory(this).changed };
    const wanted = { type: 'ADT', evenements: ['A31', 'A08'] };
    await this.judge('hl7-flux.emission', { echanges }, wanted);
    await this.judge('hl7-flux.identite', { echanges }, { ...wanted, ins: 'absente', patient });
  },
);
