import { Given, Then, When } from '@cucumber/cucumber';
import type { VerbResult } from '../../candidate/index.ts';
import { type ProbantWorld, ProductStop, type Seen } from '../runtime/index.ts';
import { communeOf, type Directed, drawDirected, moved, publish } from './professionals.ts';

const published = new WeakMap<ProbantWorld, Directed>();

function say(world: ProbantWorld, one: Directed): void {
  published.set(world, one);
  publish(world, one);
}

function said(world: ProbantWorld): Directed {
  return published.get(world) as Directed;
}

Given("un professionnel publié à l'Annuaire Santé", function (this: ProbantWorld) {
  say(this, drawDirected(this));
});

Given("un professionnel sans adresse MSSanté publié à l'Annuaire Santé", function (this: ProbantWorld) {
  say(this, { ...drawDirected(this), adresse: null });
});

Given('ce professionnel a cessé son activité', function (this: ProbantWorld) {
  say(this, { ...said(this), actif: false });
});

Given(
  "l'annuaire donne à ce professionnel une autre commune et une autre adresse MSSanté",
  function (this: ProbantWorld) {
    say(this, moved(this, said(this)));
  },
);

Given("l'annuaire donne à l'utilisateur une autre commune et une autre adresse MSSanté", function (this: ProbantWorld) {
  const { value } = this.last.get('lireUtilisateur') as Seen<VerbResult<'lireUtilisateur'>>;
  // A national identifier (8 and the RPPS) may be shown in place of the number.
  const rpps = /\d{11}$/.exec(value.rpps.replaceAll(/\s/g, ''))?.[0];
  if (rpps === undefined) throw new ProductStop('La fiche de l’utilisateur ne porte pas de RPPS');
  const { nom, prenom } = value;
  const present = { rpps, nom, prenom, adresse: null, actif: true };
  // The present town may be any of those that are drawn: what is drawn anew is the address.
  say(this, moved(this, { ...present, commune: communeOf(rpps) }));
});

When("il charge l'annuaire", async function (this: ProbantWorld) {
  this.mark();
  await this.perform('chargerAnnuaire', {});
});

When("il crée la fiche de ce correspondant depuis l'annuaire", async function (this: ProbantWorld) {
  const { rpps, nom } = said(this);
  await this.perform('chercherAnnuaire', { nom });
  await this.perform('ajouterCorrespondant', { rpps });
});

When("il règle la périodicité du chargement de l'annuaire", async function (this: ProbantWorld) {
  await this.perform('regler', { reglage: 'periodicite_annuaire', valeur: String(daysOf(this)) });
});

Then("l'annuaire du produit s'est chargé sans intervention", async function (this: ProbantWorld) {
  await this.judge('annuaire.etat', { lecture: await this.perform('lireEtatAnnuaire', {}) });
});

Then("l'extraction publique a été demandée", async function (this: ProbantWorld) {
  await this.judge('annuaire.extraction', { echanges: (await this.slice('annuaire', 0)) as Seen });
});

Then("la recherche dans l'annuaire trouve ce professionnel", function (this: ProbantWorld) {
  return expectFound(this, { present: true });
});

Then("la recherche dans l'annuaire ne trouve plus ce professionnel", function (this: ProbantWorld) {
  return expectFound(this, { present: false });
});

Then("la recherche dans l'annuaire montre l'adresse MSSanté de ce professionnel", function (this: ProbantWorld) {
  return expectFound(this, { present: true, mssante: said(this).adresse ?? '' });
});

Then(
  "la recherche dans l'annuaire ne montre aucune adresse MSSanté de ce professionnel",
  function (this: ProbantWorld) {
    return expectFound(this, { present: true, mssante: '' });
  },
);

Then("la fiche de l'utilisateur porte son RPPS", async function (this: ProbantWorld) {
  await this.judge('annuaire.fiche', { lecture: await this.perform('lireUtilisateur', {}) }, { fiche: {} });
});

Then("la fiche de l'utilisateur suit l'annuaire", async function (this: ProbantWorld) {
  const lecture = await this.perform('lireUtilisateur', {});
  await this.judge('annuaire.fiche', { lecture }, { fiche: recordOf(said(this)) });
});

Then("la fiche du correspondant suit l'annuaire", async function (this: ProbantWorld) {
  const lecture = await this.perform('lireCorrespondant', { rpps: said(this).rpps });
  await this.judge('annuaire.fiche', { lecture }, { fiche: recordOf(said(this)) });
});

Then('le réglage de la périodicité est gardé', async function (this: ProbantWorld) {
  const lecture = await this.perform('lireReglage', { reglage: 'periodicite_annuaire' });
  await this.judge('lecture.reglage', { lecture }, { valeur: String(daysOf(this)) });
});

Then("le prochain chargement de l'annuaire est prévu à cette échéance", async function (this: ProbantWorld) {
  await this.judge('annuaire.etat', { lecture: await this.perform('lireEtatAnnuaire', {}) }, { jours: daysOf(this) });
});

async function expectFound(world: ProbantWorld, expected: { present: boolean; mssante?: string }): Promise<void> {
  const { nom, rpps } = said(world);
  const lecture = await world.perform('chercherAnnuaire', { nom });
  await world.judge('lecture.critere', { lecture }, { critere: nom });
  await world.judge('annuaire.recherche', { lecture }, { rpps, ...expected });
}

function recordOf({ nom, prenom, rpps, commune, adresse }: Directed): Record<string, string> {
  return { nom, prenom, rpps, profession: 'Médecin', commune: commune.libelle, mssante: adresse ?? '' };
}

const periods = new WeakMap<ProbantWorld, number>();

/** Days between loads, drawn once for the scenario: from 10 to 29, and so never what a product does by itself. */
function daysOf(world: ProbantWorld): number {
  const days = periods.get(world) ?? 10 + (Number(world.drawCorrespondent().rpps) % 20);
  periods.set(world, days);
  return days;
}
