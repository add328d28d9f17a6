import { Then, When } from '@cucumber/cucumber';
import type { LabResult } from '../../mocks/index.ts';
import { open, readList, receive, titleOf } from '../reception/actions.ts';
import { latestReceived, type Received, receivedOf } from '../reception/memory.ts';
import type { ProbantWorld } from '../runtime/index.ts';
import { critical, crp, glucose, potassium, sodium, varied } from './results.ts';

const reports: Record<string, { titre: string; resultats: readonly LabResult[]; feuilleDeStyle?: string }> = {
  normal: { titre: 'Ionogramme', resultats: [sodium] },
  'au résultat pathologique': { titre: 'Inflammation', resultats: [sodium, crp] },
  "au résultat hors de l'intervalle": { titre: 'Kaliémie', resultats: [sodium, potassium] },
  'au résultat critique AA': { titre: 'Troponine', resultats: [sodium, critical.AA] },
  'au résultat critique HH': { titre: 'Potassium', resultats: [sodium, critical.HH] },
  'au résultat critique LL': { titre: 'Glycémie basse', resultats: [sodium, critical.LL] },
  'aux unités variées': { titre: 'Bilan', resultats: varied.map(({ result }) => result) },
  'au résultat exprimé dans deux unités': { titre: 'Glycémie', resultats: [glucose] },
  'avec sa feuille de style': { titre: 'Compte rendu', resultats: [sodium], feuilleDeStyle: 'CRLABO.XSL' },
};

When(
  /^un laboratoire envoie un compte rendu (normal|au résultat .+|aux unités variées|avec sa feuille de style)$/,
  async function (this: ProbantWorld, kind: string) {
    await receive(this, { draft: reports[kind] as (typeof reports)[string] });
  },
);

When('le laboratoire envoie une nouvelle version du compte rendu', async function (this: ProbantWorld) {
  const { from, document } = latestReceived(this);
  // The first result changes, the last one is taken away.
  const [first, second] = varied;
  const changed: LabResult = {
    ...first.result,
    quantites: [{ valeur: newValue, unite: 'm[IU]/L' }],
    interpretation: 'N',
  };
  const draft = { titre: 'Bilan corrigé', cle: document?.cle ?? '', version: 2, resultats: [changed, second.result] };
  await receive(this, { from, draft });
});

When('le laboratoire annonce la suppression du compte rendu', async function (this: ProbantWorld) {
  const { from, document } = latestReceived(this);
  // The same document comes again, with its own date and identifiers.
  const draft = { titre: 'Bilan', ...(document && { cle: document.cle, date: document.date }) };
  await receive(this, { from, draft: { ...draft, resultats: document?.resultats ?? [] }, action: 'suppression' });
});

const natures: Record<string, string> = {
  pathologique: 'pathologique',
  "hors de l'intervalle": 'hors-intervalle',
  critique: 'critique',
};

Then(/^la liste de travail signale un résultat (.+)$/, function (this: ProbantWorld, nature: string) {
  return expectSignal(this, nature, true);
});

Then(/^la liste de travail ne signale aucun résultat (.+)$/, function (this: ProbantWorld, nature: string) {
  return expectSignal(this, nature, false);
});

Then('le compte rendu ouvert montre chaque résultat avec son unité', async function (this: ProbantWorld) {
  const resultats = varied.map(({ result, unites, interpretation }) => ({
    ...expected(result, 0),
    unites: [...unites],
    ...(interpretation && { interpretation }),
  }));
  await this.judge('messagerie.resultats', { lecture: await open(this) }, { resultats });
});

Then(
  /^le compte rendu ouvert dans la (première|seconde) unité montre le résultat dans cette unité$/,
  async function (this: ProbantWorld, rank: string) {
    const result = expected(glucose, rank === 'première' ? 0 : 1);
    const lecture = await open(this, latestReceived(this), result.unites[0]);
    await this.judge('messagerie.resultats', { lecture }, { resultats: [result] });
  },
);

Then('le compte rendu ouvert est mis en forme par la feuille jointe', async function (this: ProbantWorld) {
  const jointe = latestReceived(this).document?.feuilleDeStyle ?? '';
  await this.judge('messagerie.feuille-de-style', { lecture: await open(this) }, { jointe });
});

Then('le compte rendu ouvert est mis en forme par une feuille par défaut', async function (this: ProbantWorld) {
  await this.judge('messagerie.feuille-de-style', { lecture: await open(this) }, { jointe: null });
});

Then("le compte rendu ouvert garde l'ancienne valeur du résultat modifié", async function (this: ProbantWorld) {
  const [{ result }] = varied;
  await expectTrace(this, latestReceived(this), { result, nouvelle: newValue });
});

Then('le compte rendu ouvert garde le résultat retiré', async function (this: ProbantWorld) {
  const [, , { result }] = varied;
  await expectTrace(this, latestReceived(this), { result, nouvelle: null });
});

Then('le premier compte rendu ouvert se dit supprimé', async function (this: ProbantWorld) {
  const lecture = await open(this, receivedOf(this)[0]);
  await this.judge('messagerie.signalement', { lecture }, { nature: 'suppression', present: true });
});

Then('le premier compte rendu ouvert montre ses résultats supprimés', async function (this: ProbantWorld) {
  const [{ result }] = varied;
  await expectTrace(this, receivedOf(this)[0] as Received, { result, nouvelle: null });
});

/** What the new version says of the first result. */
const newValue = '3.6';

async function expectSignal(world: ProbantWorld, nature: string, present: boolean): Promise<void> {
  const titre = titleOf(latestReceived(world));
  const parameters = { nature: natures[nature] ?? '', present, titre };
  await world.judge('messagerie.signalement', { lecture: await readList(world) }, parameters);
}

async function expectTrace(
  world: ProbantWorld,
  received: Received,
  { result, nouvelle }: { result: LabResult; nouvelle: string | null },
): Promise<void> {
  const parameters = { analyse: result.libelle, ancienne: result.quantites[0].valeur, nouvelle };
  await world.judge('messagerie.historique', { lecture: await open(world, received) }, parameters);
}

function expected(
  { libelle, quantites, intervalles = [] }: LabResult,
  rank: number,
): { analyse: string; valeur: string; unites: string[]; bas?: string; haut?: string } {
  const { valeur, unite } = quantites[rank] ?? quantites[0];
  const { bas, haut } = intervalles.find((interval) => interval.unite === unite) ?? {};
  return {
    analyse: libelle,
    valeur,
    unites: [unite],
    ...(bas === undefined ? {} : { bas }),
    ...(haut === undefined ? {} : { haut }),
  };
}
