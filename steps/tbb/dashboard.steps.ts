import { Given, Then, When } from '@cucumber/cucumber';
import type { ProbantWorld } from '../runtime/index.ts';
import {
  activitiesOf,
  countsOf,
  type Made,
  make,
  monthsOf,
  oneMonth,
  oneYear,
  type Period,
  twoYears,
} from './activity.ts';

When('il génère 10 documents par mois sur 2 ans pour un FINESS et un RPPS', async function (this: ProbantWorld) {
  await make(this, { periode: twoYears, parMois: 10, echecsDmp: 1, echecsMss: 2 });
});

When('il génère une activité dont des dépôts et des envois échouent', async function (this: ProbantWorld) {
  await make(this, { periode: oneYear, parMois: 6, echecsDmp: 2, echecsMss: 3 });
});

Given('une autre activité générée pour un autre RPPS du même FINESS', async function (this: ProbantWorld) {
  const { finess } = activitiesOf(this)[0] as Made;
  await make(this, { finess, periode: oneMonth, parMois: 3, echecsDmp: 0, echecsMss: 0 });
});

Given('une autre activité générée pour un autre FINESS', async function (this: ProbantWorld) {
  await make(this, { periode: oneMonth, parMois: 4, echecsDmp: 1, echecsMss: 0 });
});

Then('le tableau de bord de chaque FINESS compte son activité, et elle seule', async function (this: ProbantWorld) {
  for (const made of activitiesOf(this)) {
    const lecture = await this.perform('lireTableauDeBord', { periode: oneMonth, finess: made.finess, rpps: '' });
    await judgeCounts(this, lecture, { made, periode: oneMonth, seul: true });
  }
});

Then('le tableau de bord compte les documents produits sur 2 ans', function (this: ProbantWorld) {
  return expectCounts(this, { periode: twoYears, names: ['documents'] });
});

Then('le tableau de bord compte les dépôts au DMP sur 2 ans', function (this: ProbantWorld) {
  return expectCounts(this, { periode: twoYears, names: ['depotsDmp'] });
});

Then('le tableau de bord compte les envois aux professionnels et au patient sur 2 ans', function (this: ProbantWorld) {
  return expectCounts(this, { periode: twoYears, names: ['envoisPro', 'envoisPatient'] });
});

Then(
  "le tableau de bord d'un an, puis d'un mois, compte l'activité de la période",
  async function (this: ProbantWorld) {
    for (const periode of [oneYear, oneMonth]) await expectCounts(this, { periode });
  },
);

Then("le tableau de bord compte à part l'activité de chaque RPPS", async function (this: ProbantWorld) {
  const [first] = activitiesOf(this) as [Made];
  const lecture = await this.perform('lireTableauDeBord', { periode: oneMonth, finess: first.finess, rpps: '' });
  for (const made of activitiesOf(this)) await judgeCounts(this, lecture, { made, periode: oneMonth });
});

Then("l'extraction du tableau de bord porte les comptes de la période", async function (this: ProbantWorld) {
  const lecture = await this.perform('extraireTableauDeBord', { periode: oneMonth });
  for (const made of activitiesOf(this)) {
    const { finess, rpps } = made;
    await this.judge('tableau.extraction', { lecture }, { finess, rpps, comptes: countsOf(made, 1) });
  }
});

Then("le tableau de bord compte les échecs de dépôt et d'envoi", function (this: ProbantWorld) {
  return expectCounts(this, { periode: oneYear, names: ['echecsDmp', 'echecsMss'] });
});

Then('le tableau de bord ne compte pas les échecs parmi les dépôts et les envois', function (this: ProbantWorld) {
  return expectCounts(this, { periode: oneYear, names: ['depotsDmp', 'envoisPro', 'envoisPatient'] });
});

Then("l'extraction du tableau de bord porte les échecs", async function (this: ProbantWorld) {
  const [made] = activitiesOf(this) as [Made];
  const { finess, rpps } = made;
  const { echecsDmp = 0, echecsMss = 0 } = countsOf(made, monthsOf(oneYear));
  const lecture = await this.perform('extraireTableauDeBord', { periode: oneYear });
  await this.judge('tableau.extraction', { lecture }, { finess, rpps, comptes: { echecsDmp, echecsMss } });
});

/** Reads the dashboard of the first activity, and checks some of its counts; all of them unless told. */
async function expectCounts(world: ProbantWorld, asked: { periode: Period; names?: string[] }): Promise<void> {
  const { periode } = asked;
  const [made] = activitiesOf(world) as [Made];
  const { finess, rpps } = made;
  const lecture = await world.perform('lireTableauDeBord', { periode, finess, rpps });
  await judgeCounts(world, lecture, { made, ...asked });
}

async function judgeCounts(
  world: ProbantWorld,
  lecture: Awaited<ReturnType<typeof world.perform<'lireTableauDeBord'>>>,
  { made, periode, names, seul = false }: { made: Made; periode: Period; names?: string[]; seul?: boolean },
): Promise<void> {
  const { finess, rpps } = made;
  const all = Object.entries(countsOf(made, monthsOf(periode)));
  const comptes = Object.fromEntries(all.filter(([name]) => names?.includes(name) ?? true));
  await world.judge(
    'tableau.comptes',
    { lecture },
    { finess, rpps, periode: { ...periode }, comptes, ...(seul ? { seul } : {}) },
  );
}
