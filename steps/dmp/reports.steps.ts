import { Then, When } from '@cucumber/cucumber';
import { latestDocument } from '../documents/memory.ts';
import { reportOf } from '../documents/reports.ts';
import type { ProbantWorld, Seen } from '../runtime/index.ts';

When(
  /^il ouvre le Web-PS au (tableau de bord|dossier du patient)$/,
  async function (this: ProbantWorld, page: 'tableau de bord' | 'dossier du patient') {
    this.mark();
    const wanted = page === 'tableau de bord' ? 'TableauDeBord' : 'DossierPatient';
    await this.perform('ouvrirWebPs', { dossier: this.dossier(), page: wanted });
  },
);

Then(
  /^le Web-PS s'ouvre au (tableau de bord|dossier du patient), pour ce patient$/,
  async function (this: ProbantWorld, page: 'tableau de bord' | 'dossier du patient') {
    const { matricule, cle } = this.subject.person;
    const echanges = (await this.slice('dmp', 1)) as Seen;
    const wanted = page === 'tableau de bord' ? 'TableauDeBord' : 'DossierPatient';
    await this.judge('dmp.web-ps', { echanges }, { page: wanted, matricule: matricule + cle });
  },
);

Then("aucune page du Web-PS ne s'ouvre, et un message dit pourquoi", async function (this: ProbantWorld) {
  const { matricule, cle } = this.subject.person;
  const echanges = (await this.slice('dmp', 0)) as Seen;
  await this.judge('dmp.web-ps', { echanges }, { page: null, matricule: matricule + cle });
  await this.judge('ins.message', { lecture: this.last.get('ouvrirWebPs') as Seen }, {});
});

Then("rien n'est déposé au DMP", async function (this: ProbantWorld) {
  await this.judge('dmp.aucun-depot', { echanges: (await this.slice('dmp', 0)) as Seen });
});

Then('le DMP consulté montre le compte rendu en vigueur', async function (this: ProbantWorld) {
  const { titre } = latestDocument(this);
  await this.judge('dmp.liste', { lecture: await this.read('consulterDmp') }, { documents: [{ titre }] });
});

Then(
  /^le document déposé est un compte rendu de biologie (partiel|complet)$/,
  async function (this: ProbantWorld, state: 'partiel' | 'complet') {
    const resultats = reportOf(this).results.map(({ code, valeur, unite }) => ({ code, valeur, unite }));
    const etat = state === 'partiel' ? 'active' : 'completed';
    await this.judge('cda.biologie', { echanges: this.last.get('echanges dmp') as Seen }, { etat, resultats });
  },
);
