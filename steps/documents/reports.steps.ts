import { Given, Then, When } from '@cucumber/cucumber';
import type { ProbantWorld } from '../runtime/index.ts';
import { fetchFile, replace, validateDocument } from './actions.ts';
import { latestDocument } from './memory.ts';
import { completeReport, type ReportTraits, writeReport } from './reports.ts';

const types: Readonly<Record<string, ReportTraits['type']>> = {
  " d'imagerie": 'cr_imagerie',
  ' de biologie': 'cr_biologie',
  '': 'compte_rendu',
};

Given(
  /^un compte rendu( d'imagerie| de biologie|)( partiel|, dont un examen (?:validé automatiquement|sous-traité),|) validé du patient$/,
  async function (this: ProbantWorld, kind: string, particular: string) {
    await writeReport(this, {
      type: types[kind] ?? 'compte_rendu',
      partiel: particular === ' partiel',
      automatique: particular.includes('automatiquement'),
      sousTraite: particular.includes('sous-traité'),
    });
    this.mark();
    await validateDocument(this);
  },
);

Given(
  /^un compte rendu( d'imagerie| de biologie) en brouillon du patient$/,
  async function (this: ProbantWorld, kind: string) {
    await writeReport(this, { type: types[kind] ?? 'compte_rendu' });
  },
);

Given(
  'un compte rendu de biologie pour dix correspondants en brouillon du patient',
  async function (this: ProbantWorld) {
    await writeReport(this, { type: 'cr_biologie', correspondants: 10 });
  },
);

Given(
  /^(le dépôt automatique au DMP|l'envoi automatique aux correspondants) (réglé|non réglé)$/,
  async function (this: ProbantWorld, what: string, chosen: string) {
    const reglage = what.startsWith('le dépôt') ? 'depot_automatique_dmp' : 'envoi_automatique_correspondants';
    await this.perform('regler', { reglage, valeur: chosen === 'réglé' ? 'oui' : 'non' });
  },
);

When('il valide le compte rendu', async function (this: ProbantWorld) {
  this.mark();
  await validateDocument(this);
});

When('il complète le compte rendu et le valide', async function (this: ProbantWorld) {
  this.mark();
  await completeReport(this);
});

When(
  /^il choisit pour le compte rendu (qu'il n'aille pas au DMP|d'être masqué aux professionnels|de n'être pas visible du patient|de n'être pas visible des représentants légaux)$/,
  async function (this: ProbantWorld, choice: string) {
    const { subject, document } = latestDocument(this);
    await this.perform('reglerDiffusion', {
      dossier: this.dossier(subject),
      document,
      bloquerDmp: choice.startsWith("qu'il n'aille"),
      masquePs: choice.endsWith('professionnels'),
      invisiblePatient: choice.endsWith('du patient'),
      invisibleRepresentants: choice.endsWith('légaux'),
    });
  },
);

When('il obtient le CDA N1 du document', async function (this: ProbantWorld) {
  await fetchFile(this, 'cda_n1');
});

When(/^il écrit une nouvelle version du document, (?:déposée|envoyée) d'office$/, async function (this: ProbantWorld) {
  this.mark();
  await replace(this);
});

Then('la liste des documents montre le compte rendu validé', async function (this: ProbantWorld) {
  const { titre } = latestDocument(this);
  await this.judge('document.liste', { lecture: await this.read('lireDocuments') }, { titre, etat: 'validé' });
});
