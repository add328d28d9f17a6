import { Then, When } from '@cucumber/cucumber';
import { latestDocument } from '../documents/memory.ts';
import { otherLaboratory, reportOf } from '../documents/reports.ts';
import type { ProbantWorld, Seen } from '../runtime/index.ts';

Then('le CDA cite tous les destinataires du compte rendu', async function (this: ProbantWorld) {
  const destinataires = reportOf(this).correspondents.map(({ nom, rpps }) => ({ nom, identifiant: `8${rpps}` }));
  await this.judge('cda.destinataires', { lecture: exported(this) }, { destinataires });
});

Then('le PDF imprime tous les destinataires du compte rendu', async function (this: ProbantWorld) {
  const textes = reportOf(this).correspondents.map(({ prenom, nom }) => `${prenom} ${nom}`);
  await this.judge('pdf.texte', { lecture: exported(this) }, { textes });
});

Then("le CDA donne l'adresse MSSanté du demandeur", async function (this: ProbantWorld) {
  const [asked] = reportOf(this).correspondents;
  const { nom = '', adresse = '' } = asked ?? {};
  await this.judge('cda.demandeur', { lecture: exported(this) }, { nom, adresse });
});

Then('le CDA est de niveau 3, conforme, et porte chaque résultat en donnée', async function (this: ProbantWorld) {
  const lecture = exported(this);
  for (const rule of ['cda.entete', 'cda.auteur']) await this.judge(rule, { lecture });
  await this.judge('cda.corps', { lecture }, { niveau: 'N3' });
  await this.judge('cda.type', { lecture }, { type: '11502-2' });
  await this.judge('cda.biologie', { lecture }, { etat: 'completed', resultats: resultsOf(this) });
});

Then("le CDA reprend l'examen sous-traité en donnée, ni par un lien ni en image", async function (this: ProbantWorld) {
  const examens = reportOf(this)
    .results.filter(({ sousTraitant }) => sousTraitant !== null)
    .map(({ code }) => ({ code, laboratoire: otherLaboratory(this) }));
  await this.judge('cda.sous-traites', { lecture: exported(this) }, { examens });
});

const settings = {
  'de validation automatique': 'mention_validation_automatique',
  "d'accréditation": 'mention_accreditation',
} as const;

type Mention = keyof typeof settings;

When(
  /^il règle la mention (de validation automatique|d'accréditation)$/,
  async function (this: ProbantWorld, mention: Mention) {
    await this.perform('regler', { reglage: settings[mention], valeur: mentionText(this, mention) });
  },
);

Then(
  /^le réglage de la mention (de validation automatique|d'accréditation) est gardé$/,
  async function (this: ProbantWorld, mention: Mention) {
    const lecture = await this.perform('lireReglage', { reglage: settings[mention] });
    await this.judge('lecture.reglage', { lecture }, { valeur: mentionText(this, mention) });
  },
);

Then(
  /^le texte du CDA porte la mention (de validation automatique|d'accréditation)$/,
  async function (this: ProbantWorld, mention: Mention) {
    await this.judge('cda.mentions', { lecture: exported(this) }, { textes: [mentionText(this, mention)] });
  },
);

Then(
  /^le PDF imprime la mention (de validation automatique|d'accréditation)$/,
  async function (this: ProbantWorld, mention: Mention) {
    await this.judge('pdf.texte', { lecture: exported(this) }, { textes: [mentionText(this, mention)] });
  },
);

Then(
  /^le compte rendu visualisé montre la mention (de validation automatique|d'accréditation)$/,
  async function (this: ProbantWorld, mention: Mention) {
    await expectShown(this, 'n3', { mentions: [mentionText(this, mention)] });
  },
);

Then(
  /^le compte rendu se visualise en (CDA N3|CDA N1|PDF\/A-1)$/,
  async function (this: ProbantWorld, forme: 'CDA N3' | 'CDA N1' | 'PDF/A-1') {
    const asked = { 'CDA N3': 'n3', 'CDA N1': 'n1', 'PDF/A-1': 'pdf' } as const;
    const word = { 'CDA N3': 'N3', 'CDA N1': 'N1', 'PDF/A-1': 'PDF' }[forme];
    await expectShown(this, asked[forme], { forme: word, valeurs: resultsOf(this).map(({ valeur }) => valeur) });
  },
);

Then(
  'le compte rendu visualisé est mis en forme par la feuille de style du laboratoire',
  async function (this: ProbantWorld) {
    await expectShown(this, 'n3', { forme: 'N3', feuilleDeStyle: true });
  },
);

Then(
  "l'archive porte la feuille de style que le document nomme, et la copie PDF du document",
  async function (this: ProbantWorld) {
    const lecture = exported(this);
    await this.judge('xdm.archive', { lecture });
    await this.judge('xdm.feuille-de-style', { lecture });
    await this.judge('cda.mentions', { lecture }, { textes: ['Copie PDF du document'] });
  },
);

Then('le compte rendu visualisé montre ses dix correspondants', async function (this: ProbantWorld) {
  await expectShown(this, 'n3', { destinataires: reportOf(this).correspondents.map(({ nom }) => nom) });
});

type Expected = Record<string, string | boolean | string[]>;

async function expectShown(world: ProbantWorld, forme: 'n3' | 'n1' | 'pdf', expected: Expected): Promise<void> {
  const { subject, document, titre } = latestDocument(world);
  const lecture = await world.perform('lireCompteRendu', { dossier: world.dossier(subject), document, forme });
  await world.judge('lecture.fraicheur', { lecture }, { nomUtilise: subject.person.nomUtilise });
  await world.judge('document.compte-rendu', { lecture }, { titre, ...expected });
}

/** A mention that names somebody of the run: a read of another run does not show it. */
function mentionText({ secretariat }: ProbantWorld, mention: Mention): string {
  return mention === "d'accréditation"
    ? `Accréditation Cofrac n° 8-9999 (${secretariat.nom}).`
    : `Examen validé automatiquement, sous la responsabilité de ${secretariat.nom}.`;
}

function resultsOf(world: ProbantWorld): Array<{ code: string; valeur: string; unite: string }> {
  return reportOf(world).results.map(({ code, valeur, unite }) => ({ code, valeur, unite }));
}

function exported(world: ProbantWorld): Seen {
  return world.last.get('exporterDocument') as Seen;
}
