import { Given, Then, When } from '@cucumber/cucumber';
import type { ProbantWorld, Seen } from '../runtime/index.ts';
import { expectChained, fetchFile, replace, validateDocument, write } from './actions.ts';
import { latestDocument } from './memory.ts';

Given('un courrier validé du patient', async function (this: ProbantWorld) {
  await write(this, 'courrier');
  await validateDocument(this);
});

Given('une ordonnance validée du patient', async function (this: ProbantWorld) {
  await write(this, 'ordonnance');
  await validateDocument(this);
});

/** What a hospital writes, as the features call it. */
const hospital = {
  'une lettre de liaison à la sortie': 'lettre_sortie',
  'un compte rendu opératoire': 'compte_rendu_operatoire',
  'une ordonnance de sortie': 'ordonnance_sortie',
} as const;

Given(
  /^(une lettre de liaison à la sortie|un compte rendu opératoire|une ordonnance de sortie) validée? du patient$/,
  async function (this: ProbantWorld, kind: keyof typeof hospital) {
    await write(this, hospital[kind]);
    await validateDocument(this);
  },
);

When('il écrit une nouvelle version du document', function (this: ProbantWorld) {
  return replace(this);
});

When('il obtient le PDF du document', async function (this: ProbantWorld) {
  await fetchFile(this, 'pdf');
});

When('il obtient le CDA du document', async function (this: ProbantWorld) {
  await fetchFile(this, 'cda');
});

When("il obtient l'archive IHE_XDM du document", async function (this: ProbantWorld) {
  await fetchFile(this, 'xdm');
});

Then('la nouvelle version est chaînée à la précédente', function (this: ProbantWorld) {
  return expectChained(this);
});

Then('le fichier est un PDF\\/A-1', async function (this: ProbantWorld) {
  await this.judge('pdf.pdfa', { lecture: this.last.get('exporterDocument') as Seen });
});

Then('le nom du fichier suit la règle des pièces jointes', async function (this: ProbantWorld) {
  const { nomNaissance, prenom } = this.subject.person;
  await this.judge('pdf.nom', { lecture: this.last.get('exporterDocument') as Seen }, { nom: nomNaissance, prenom });
});

Then('la liste des documents montre le courrier validé', async function (this: ProbantWorld) {
  const { titre } = latestDocument(this);
  await this.judge('document.liste', { lecture: await this.read('lireDocuments') }, { titre, etat: 'validé' });
});
