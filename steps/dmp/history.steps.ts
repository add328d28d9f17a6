import { After, Given, Then, When } from '@cucumber/cucumber';
import { publishPractitioner } from '../ann/professionals.ts';
import type { ProbantWorld, Seen } from '../runtime/index.ts';
import { depositHistory, expectDeposited, type Former, formersOf, latestFormer, takeOver } from './history.ts';

/** Speeds that were set before the scenario changed them. */
const speeds = new WeakMap<ProbantWorld, string>();

After(async function (this: ProbantWorld) {
  const valeur = speeds.get(this);
  if (valeur !== undefined) await this.perform('regler', { reglage: 'vitesse_historique', valeur });
});

Given('un courrier antérieur du patient', async function (this: ProbantWorld) {
  await takeOver(this);
});

Given('une ordonnance antérieure du patient', async function (this: ProbantWorld) {
  await takeOver(this, { type: 'ordonnance' });
});

Given('un autre courrier antérieur du même auteur', async function (this: ProbantWorld) {
  await takeOver(this, { author: latestFormer(this).author });
});

Given('quatre documents antérieurs du patient', async function (this: ProbantWorld) {
  for (let n = 0; n < 4; n += 1) await takeOver(this);
});

Given("un courrier antérieur du patient, dont l'auteur est au RPPS", async function (this: ProbantWorld) {
  const author = this.drawCorrespondent();
  publishPractitioner(this, author);
  await this.perform('chargerAnnuaire', {});
  await takeOver(this, { author });
});

Given("un courrier antérieur du patient, dont l'auteur n'est plus au RPPS", async function (this: ProbantWorld) {
  const author = this.drawCorrespondent();
  publishPractitioner(this, author, false);
  await this.perform('chargerAnnuaire', {});
  await takeOver(this, { author });
});

When("il dépose en lot l'historique du patient", function (this: ProbantWorld) {
  return depositHistory(this);
});

When('il dépose en lot les courriers antérieurs', function (this: ProbantWorld) {
  return depositHistory(this, { type: 'courrier' });
});

When('il dépose en lot les documents antérieurs de la période du premier', function (this: ProbantWorld) {
  const { date } = formersOf(this)[0] as Former;
  return depositHistory(this, { debut: date, fin: date });
});

When("il dépose en lot les documents antérieurs de l'auteur du dernier", function (this: ProbantWorld) {
  return depositHistory(this, { auteur: latestFormer(this).author.nom });
});

When(
  "il règle la vitesse maximale de l'alimentation automatique à {int} transactions par seconde",
  async function (this: ProbantWorld, speed: number) {
    const former = await this.perform('lireReglage', { reglage: 'vitesse_historique' });
    speeds.set(this, former.value.valeur);
    await this.perform('regler', { reglage: 'vitesse_historique', valeur: String(speed) });
  },
);

Then(
  'le réglage de la vitesse est gardé, à {int} transactions par seconde',
  async function (this: ProbantWorld, n: number) {
    const lecture = await this.perform('lireReglage', { reglage: 'vitesse_historique' });
    await this.judge('lecture.reglage', { lecture }, { valeur: String(n) });
  },
);

Then(
  "l'historique est parti au DMP à {int} transactions par seconde au plus",
  async function (this: ProbantWorld, parSeconde: number) {
    const echanges = await expectDeposited(this, formersOf(this));
    await this.judge('dmp.cadence', { echanges }, { parSeconde });
  },
);

Then('chaque document antérieur est parti au DMP, une fois', async function (this: ProbantWorld) {
  await expectDeposited(this, formersOf(this));
});

Then('seuls les courriers antérieurs sont partis au DMP', async function (this: ProbantWorld) {
  const kept = formersOf(this).filter(({ type }) => type === 'courrier');
  await expectDeposited(this, kept);
});

Then('seul le premier document antérieur est parti au DMP', async function (this: ProbantWorld) {
  await expectDeposited(this, formersOf(this).slice(0, 1));
});

Then("seuls les documents antérieurs de l'auteur du dernier sont partis au DMP", async function (this: ProbantWorld) {
  const { author } = latestFormer(this);
  const kept = formersOf(this).filter((former) => former.author === author);
  await expectDeposited(this, kept);
});

Then('aucun document antérieur ne repart au DMP', async function (this: ProbantWorld) {
  const echanges = (await this.slice('dmp', 0)) as Seen;
  await this.judge('dmp.aucun-depot', { echanges });
});

Then("rien n'est parti au DMP", async function (this: ProbantWorld) {
  const echanges = (await this.slice('dmp', 0)) as Seen;
  await this.judge('dmp.aucun-depot', { echanges }, { transactions: ['TD0.2', 'TD2.1'] });
});

Then('les documents antérieurs se disent à déposer au DMP', async function (this: ProbantWorld) {
  await expectMarks(this, () => false);
});

Then('seuls les courriers antérieurs se disent déjà déposés au DMP', async function (this: ProbantWorld) {
  await expectMarks(this, ({ type }) => type === 'courrier');
});

Then('les documents antérieurs se disent déjà déposés au DMP', async function (this: ProbantWorld) {
  await expectMarks(this, () => true);
});

Then('le document antérieur se montre à sa date métier', async function (this: ProbantWorld) {
  const { titre, date, author } = latestFormer(this);
  const lecture = await this.read('lireDocumentsAnterieurs');
  await this.judge('dmp.historique', { lecture }, { documents: [{ titre, date, auteur: author.nom }] });
});

Then('le dépôt porte la date métier du document', async function (this: ProbantWorld) {
  const former = latestFormer(this);
  const echanges = await expectDeposited(this, [former]);
  await this.judge('dmp.date-metier', { echanges }, { date: former.date });
});

Then('le DMP consulté montre le document à sa date métier', async function (this: ProbantWorld) {
  const { titre, date } = latestFormer(this);
  await this.judge('dmp.liste', { lecture: await this.read('consulterDmp') }, { documents: [{ titre, date }] });
});

Then('le dépôt a pour auteurs le professionnel et la personne morale', async function (this: ProbantWorld) {
  await expectAuthors(this, true);
});

Then('le dépôt a pour seul auteur le professionnel', async function (this: ProbantWorld) {
  await expectAuthors(this, false);
});

Then("l'indicateur mensuel compte les documents déposés et les échecs", async function (this: ProbantWorld) {
  const { author } = latestFormer(this);
  const own = formersOf(this).filter((former) => former.author === author);
  const echanges = (await this.slice('dmp', 1)) as Seen;
  const lecture = await this.perform('lireIndicateurHistorique', {});
  const expected = { auteur: author.nom, deposes: own.length, echecs: 0 };
  await this.judge('dmp.indicateur', { lecture, echanges }, expected);
});

async function expectMarks(world: ProbantWorld, isDeposited: (former: Former) => boolean): Promise<void> {
  const documents = formersOf(world).map((former) => ({ titre: former.titre, depose: isDeposited(former) }));
  await world.judge('dmp.historique', { lecture: await world.read('lireDocumentsAnterieurs') }, { documents });
}

async function expectAuthors(world: ProbantWorld, personneMorale: boolean): Promise<void> {
  const former = latestFormer(world);
  const { nom, prenom, rpps } = former.author;
  const echanges = await expectDeposited(world, [former]);
  await world.judge('dmp.auteurs', { echanges }, { nom, prenom, rpps, personneMorale });
}
