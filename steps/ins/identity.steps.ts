import { Then } from '@cucumber/cucumber';
import type { Attribut, Statut } from '../../candidate/index.ts';
import type { ProbantWorld, Seen } from '../runtime/index.ts';
import { expectMatricule, expectNoMatricule, expectStatus } from './actions.ts';
import { complements, newDate, newName } from './journeys.steps.ts';
import { memory } from './memory.ts';
import { formerIdentity } from './people.steps.ts';

const strict = ['nomNaissance', 'prenom', 'prenoms', 'sexe', 'dateNaissance', 'lieuNaissance'] as const;

Then(/^l'identité est encore provisoire$/, function (this: ProbantWorld) {
  return expectStatus(this, this.subject, 'PROV');
});

Then("l'identité est {statut}", function (this: ProbantWorld, statut: Statut) {
  return expectStatus(this, this.subject, statut);
});

Then("la fiche porte le matricule et l'OID rendus par INSi", function (this: ProbantWorld) {
  return expectMatricule(this, this.subject);
});

Then("la fiche porte l'ancien matricule", function (this: ProbantWorld) {
  return expectMatricule(this, this.subject, formerIdentity(this.subject));
});

Then('la fiche ne porte ni matricule ni OID', function (this: ProbantWorld) {
  return expectNoMatricule(this);
});

Then('la fiche porte les traits saisis', function (this: ProbantWorld) {
  return expectTraits(this, this.subject.saisie as Record<string, string>);
});

Then('la fiche porte les traits rendus par INSi', function (this: ProbantWorld) {
  const { person } = this.subject;
  return expectTraits(this, Object.fromEntries(strict.map((trait) => [trait, person[trait]])));
});

Then('la fiche porte le nouveau nom de naissance', function (this: ProbantWorld) {
  return expectTraits(this, { nomNaissance: newName(this) });
});

Then('la fiche porte la nouvelle date de naissance', function (this: ProbantWorld) {
  return expectTraits(this, { dateNaissance: newDate(this) });
});

Then('la fiche porte le nouveau prénom utilisé et le nouveau téléphone', function (this: ProbantWorld) {
  return expectTraits(this, complements(this));
});

Then('la fiche garde le premier prénom saisi', function (this: ProbantWorld) {
  return expectTraits(this, { prenom: this.subject.saisie.prenom ?? '' });
});

Then("la fiche montre l'identité {attribut}", async function (this: ProbantWorld, attribut: Attribut) {
  await this.judge('ins.attribut', { lecture: await this.read('lireFiche') }, { attributs: [attribut] });
});

Then("la fiche n'a pas changé", async function (this: ProbantWorld) {
  const avant = memory(this).before as Seen;
  await this.judge('ins.inchange', { avant, apres: await this.read('lireFiche') });
});

Then("les fiches n'ont pas changé", async function (this: ProbantWorld) {
  for (const { subject, before } of memory(this).calls) {
    await this.judge('ins.inchange', { avant: before, apres: await this.read('lireFiche', subject) });
  }
});

Then('les traits stricts et le matricule sont signalés comme verrouillés', async function (this: ProbantWorld) {
  const verrouilles = ['nomNaissance', 'prenom', 'sexe', 'dateNaissance', 'lieuNaissance', 'matricule', 'oid'];
  const libres = ['prenomUtilise', 'telephone'];
  await this.judge('ins.verrous', { lecture: await this.read('lireFiche') }, { verrouilles, libres });
});

Then("une alerte signale l'incohérence du prénom", async function (this: ProbantWorld) {
  await this.judge('ins.alerte', { lecture: await this.read('lireFiche') }, { mention: 'prénom' });
});

Then('la fiche garde le passeport comme justificatif', async function (this: ProbantWorld) {
  await this.judge(
    'ins.justificatif',
    { lecture: await this.read('lireFiche') },
    { nature: 'PA', libelle: 'passeport' },
  );
});

Then(
  "l'historique montre le passage de {statut} à {statut}, daté et signé",
  function (this: ProbantWorld, ancien: Statut, nouveau: Statut) {
    return expectChange(this, { champ: 'statut', ancien, nouveau });
  },
);

Then("l'historique montre le changement de nom de naissance, daté et signé", function (this: ProbantWorld) {
  return expectChange(this, {
    champ: 'nomNaissance',
    ancien: this.subject.person.nomNaissance,
    nouveau: newName(this),
  });
});

Then("l'historique montre le changement de matricule, daté et signé", function (this: ProbantWorld) {
  const old = formerIdentity(this.subject);
  const { matricule, cle } = this.subject.person;
  return expectChange(this, { champ: 'matricule', ancien: old.matricule + old.cle, nouveau: matricule + cle });
});

Then("le journal des accès montre l'ouverture de la fiche, datée et signée", async function (this: ProbantWorld) {
  const journal = await this.read('lireJournalAcces');
  const actions = ['consult', 'ouvert', 'accès', 'lecture'];
  await this.judge('ins.journal-acces', { lecture: journal }, { auteur: this.utilisateur, actions });
});

Then('chaque création incomplète a été refusée avec un message', async function (this: ProbantWorld) {
  for (const { sans, result } of memory(this).refusals) {
    await this.judge('ins.creation-refusee', { lecture: result }, { sans });
  }
});

Then("la recherche par traits ne trouve que l'identité complète", async function (this: ProbantWorld) {
  const { nomNaissance } = this.subject.person;
  const lecture = (await this.perform('chercherParTraits', { nomNaissance })) as Seen;
  await this.judge('lecture.critere', { lecture }, { critere: nomNaissance });
  await this.judge('ins.recherche', { lecture }, { dossiers: [this.dossier()] });
});

Then('la recherche a trouvé le patient et lui seul', async function (this: ProbantWorld) {
  const { matricule } = this.subject.person;
  const lecture = memory(this).search as Seen;
  await this.judge('lecture.critere', { lecture }, { critere: matricule });
  await this.judge('ins.recherche', { lecture }, { dossiers: [this.dossier()] });
});

Then('la recherche de 14 caractères est refusée', function (this: ProbantWorld) {
  const { matricule, cle } = this.subject.person;
  return expectRefusedSearch(this, (matricule + cle).slice(0, 14));
});

Then('la recherche à la clé fausse est refusée', function (this: ProbantWorld) {
  const { matricule, cle } = this.subject.person;
  return expectRefusedSearch(this, matricule + String((Number(cle) % 97) + 1).padStart(2, '0'));
});

Then('la recherche sans clé est refusée', function (this: ProbantWorld) {
  return expectRefusedSearch(this, this.subject.person.matricule);
});

async function expectTraits(world: ProbantWorld, traits: Record<string, string>): Promise<void> {
  await world.judge('ins.traits', { lecture: await world.read('lireFiche') }, { traits });
}

async function expectChange(
  world: ProbantWorld,
  change: { champ: string; ancien: string; nouveau: string },
): Promise<void> {
  const lecture = await world.read('lireHistorique');
  await world.judge('ins.historique', { lecture }, { changements: [change], auteur: world.utilisateur });
}

async function expectRefusedSearch(world: ProbantWorld, saisie: string): Promise<void> {
  const lecture = (await world.perform('chercherParMatricule', { matricule: saisie })) as Seen;
  await world.judge('lecture.critere', { lecture }, { critere: saisie });
  await world.judge('ins.recherche-refusee', { lecture }, { saisie });
}
