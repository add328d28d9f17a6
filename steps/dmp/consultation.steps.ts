import { Given, Then, When } from '@cucumber/cucumber';
import { openSession } from '../ins/actions.ts';
import type { ProbantWorld, Seen } from '../runtime/index.ts';
import {
  choices,
  choose,
  declarePatient,
  dmpSlice,
  fedDocuments,
  feed,
  type GenreName,
  genres,
  ofThisRun,
} from './consultation-actions.ts';

const states = {
  "actif, sans autorisation d'accès": { etat: 'actif', autorisation: 'NON_EXISTE' },
  'actif, sans choix enregistré du patient': { etat: 'actif', autorisation: 'VALIDE' },
  'actif, interdit au professionnel': { etat: 'actif', autorisation: 'INTERDIT' },
  fermé: { etat: 'ferme', autorisation: 'NON_EXISTE' },
} as const;

Given(
  /^le DMP du patient est (actif, sans autorisation d'accès|actif, sans choix enregistré du patient|actif, interdit au professionnel|fermé)$/,
  function (this: ProbantWorld, state: keyof typeof states) {
    declarePatient(this, this.subject, states[state]);
  },
);

Given('un autre professionnel de la structure', function (this: ProbantWorld) {
  return openSession(this, 'autre_praticien');
});

const otherAuthor = 'DISTANT-TEST';

Given(
  /^un (confrère|autre confrère) a déposé au DMP (une synthèse|un compte rendu de biologie|un compte rendu d'imagerie)$/,
  function (this: ProbantWorld, who: string, name: GenreName) {
    feed(this, genres[name].genre, who === 'confrère' ? {} : { auteur: otherAuthor });
  },
);

Given(
  /^un autre confrère a déposé au DMP, il y a plus d'un an, (un compte rendu d'imagerie)$/,
  function (this: ProbantWorld, name: GenreName) {
    feed(this, genres[name].genre, { jours: 450, auteur: otherAuthor });
  },
);

When(
  /^il enregistre (la non-opposition|l'opposition) du patient$/,
  async function (this: ProbantWorld, choice: string) {
    await choose(this, choice === 'la non-opposition' ? 'non_opposition' : 'opposition');
  },
);

When('deux professionnels consultent tour à tour le DMP du patient', async function (this: ProbantWorld) {
  this.mark();
  await this.read('consulterDmp');
  await openSession(this, 'autre_praticien');
  await this.read('consulterDmp');
});

When('il ouvre le document du confrère depuis le DMP', async function (this: ProbantWorld) {
  const [document] = fedDocuments(this);
  this.mark();
  const repere = listed(this).find((line) => line.titre.includes(document?.titre ?? ''))?.repere ?? '';
  await this.perform('ouvrirDocumentDmp', { dossier: this.dossier(), repere });
});

When(
  /^il filtre la liste du DMP sur le type (une synthèse|un compte rendu de biologie|un compte rendu d'imagerie)$/,
  async function (this: ProbantWorld, name: GenreName) {
    const { code } = genres[name];
    await list(this, await this.perform('filtrerDmp', { dossier: this.dossier(), type: code }));
  },
);

When("il filtre la liste du DMP sur l'autre confrère", async function (this: ProbantWorld) {
  await list(this, await this.perform('filtrerDmp', { dossier: this.dossier(), auteur: otherAuthor }));
});

When('il filtre la liste du DMP sur les derniers mois', async function (this: ProbantWorld) {
  await list(this, await this.perform('filtrerDmp', { dossier: this.dossier(), depuisMois: 6 }));
});

When("il cherche au DMP les comptes rendus de biologie de l'autre confrère", async function (this: ProbantWorld) {
  this.mark();
  const criteres = { type: '11502-2', classe: '10', auteur: otherAuthor, cadre: 'AMBULATOIRE' };
  await list(this, await this.perform('chercherDmp', { dossier: this.dossier(), ...criteres }));
});

Then('le DMP consulté est montré actif', async function (this: ProbantWorld) {
  await this.judge('dmp.liste', { lecture: seen(this, 'consulterDmp') }, { etat: 'actif' });
});

Then('chaque requête au DMP est en authentification indirecte renforcée', async function (this: ProbantWorld) {
  await this.judge('vihf.attributs', { echanges: await dmpSlice(this, 1) }, { mode: 'INDIRECTE_RENFORCEE' });
});

Then('les VIHF portent les identifiants nationaux de deux professionnels', async function (this: ProbantWorld) {
  const echanges = await dmpSlice(this, 2);
  await this.judge('vihf.personnes', { echanges }, { professionnels: 2 });
  await this.judge('vihf.auteur', { echanges });
});

Then("l'écran du DMP dit que son identifiant national sert à la traçabilité", async function (this: ProbantWorld) {
  await this.judge('dmp.information', { lecture: seen(this, 'consulterDmp') });
});

Then("aucune autorisation d'accès n'a été déclarée au DMP", async function (this: ProbantWorld) {
  await this.judge('dmp.aucun-depot', { echanges: await dmpSlice(this, 0) }, { transactions: ['TD0.3'] });
});

Then("aucun document du DMP n'a été cherché ni lu", async function (this: ProbantWorld) {
  await this.judge('dmp.aucun-depot', { echanges: await dmpSlice(this, 0) }, { transactions: ['TD3.1', 'TD3.2'] });
});

Then("l'écran du DMP dit pourquoi l'accès est bloqué", async function (this: ProbantWorld) {
  await this.judge('ins.message', { lecture: seen(this, 'consulterDmp') });
});

Then('la liste du DMP montre les documents des confrères', async function (this: ProbantWorld) {
  const documents = fedDocuments(this).map(({ titre }) => ({ titre }));
  await this.judge('dmp.liste', { lecture: seen(this, 'consulterDmp') }, { etat: 'actif', documents });
});

Then(
  /^la liste du DMP ne montre que (une synthèse|un compte rendu de biologie|un compte rendu d'imagerie)$/,
  async function (this: ProbantWorld, name: GenreName) {
    const wanted = fedDocuments(this).filter(({ genre }) => genre === genres[name].genre);
    await shows(
      this,
      wanted.map(({ titre }) => titre),
    );
  },
);

Then(
  /^la liste du DMP ne montre plus (une synthèse|un compte rendu de biologie|un compte rendu d'imagerie)$/,
  async function (this: ProbantWorld, name: GenreName) {
    const left = fedDocuments(this).filter(({ genre }) => genre !== genres[name].genre);
    await shows(
      this,
      left.map(({ titre }) => titre),
    );
  },
);

Then("la liste du DMP ne montre que le compte rendu de l'autre confrère", async function (this: ProbantWorld) {
  const [, other] = fedDocuments(this);
  await shows(this, [other?.titre ?? '']);
});

Then(
  "la recherche au DMP porte le type, la catégorie, l'auteur et le cadre d'exercice",
  async function (this: ProbantWorld) {
    const criteres = {
      $XDSDocumentEntryTypeCode: '11502-2',
      $XDSDocumentEntryClassCode: '10',
      $XDSDocumentEntryAuthorPerson: otherAuthor,
      $XDSDocumentEntryPracticeSettingCode: 'AMBULATOIRE',
    };
    await this.judge('dmp.consultation', { echanges: await dmpSlice(this, 1) }, { criteres });
  },
);

Then('le choix du patient est montré, et tracé', async function (this: ProbantWorld) {
  const lecture = await this.read('lireConsentementDmp');
  await this.judge('dmp.consentement', { lecture }, { choix: choices(this), auteur: this.utilisateur });
});

Then("le document du confrère a été lu au DMP, et s'ouvre", async function (this: ProbantWorld) {
  await read(this);
  await opens(this);
});

Then('le document du confrère a été lu au DMP', function (this: ProbantWorld) {
  return read(this);
});

Then("le document du confrère s'ouvre, sans avoir été relu au DMP", async function (this: ProbantWorld) {
  await this.judge('dmp.aucun-depot', { echanges: await dmpSlice(this, 0) }, { transactions: ['TD3.2'] });
  await opens(this);
});

Then("la vérification du droit d'accès a précédé la lecture", async function (this: ProbantWorld) {
  const echanges = await dmpSlice(this, 1);
  await this.judge('dmp.existence', { echanges }, { avant: ['TD3.2'] });
  await this.judge('dmp.autorisation', { echanges });
});

Then("le journal des accès montre la vérification du droit d'accès", function (this: ProbantWorld) {
  return journal(this, ['td0.2', 'droit d’accès', "droit d'accès"]);
});

Then("l'autorisation a été déclarée au DMP avant toute consultation", async function (this: ProbantWorld) {
  const echanges = await dmpSlice(this, 1);
  await this.judge('dmp.autorisation', { echanges }, { declaree: true });
  await this.judge('dmp.existence', { echanges });
});

Then("le journal des accès montre l'autorisation déclarée", async function (this: ProbantWorld) {
  await journal(this, ['td0.2', 'droit d’accès', "droit d'accès"]);
  await journal(this, ['td0.3', 'autorisation']);
});

async function journal(world: ProbantWorld, actions: string[]): Promise<void> {
  const lecture = await world.read('lireJournalAcces');
  await world.judge('ins.journal-acces', { lecture }, { auteur: world.utilisateur, actions });
}

async function read(world: ProbantWorld): Promise<void> {
  const uniqueId = fedDocuments(world)[0]?.uniqueId ?? '';
  await world.judge('dmp.consultation', { echanges: await dmpSlice(world, 1) }, { uniqueId });
}

async function opens(world: ProbantWorld): Promise<void> {
  const titre = fedDocuments(world)[0]?.titre ?? '';
  await world.judge('document.titre', { lecture: seen(world, 'ouvrirDocumentDmp') }, { titre });
}

/** Keeps a list as the latest that the DMP showed. */
async function list(world: ProbantWorld, shown: Seen): Promise<void> {
  world.last.set('liste DMP', await ofThisRun(world, shown));
}

/** The latest filtered list shows these documents, and none of the others. */
async function shows(world: ProbantWorld, titres: string[]): Promise<void> {
  const exclus = fedDocuments(world).flatMap(({ titre }) => (titres.includes(titre) ? [] : [titre]));
  const documents = titres.map((titre) => ({ titre }));
  await world.judge('dmp.liste', { lecture: seen(world, 'liste DMP') }, { documents, exclus });
}

function seen(world: ProbantWorld, verb: string): Seen {
  return world.last.get(verb) as Seen;
}

/** The documents of the latest list of the DMP. */
function listed(world: ProbantWorld): Array<{ titre: string; repere: string }> {
  return (seen(world, 'consulterDmp') as Seen<{ documents: Array<{ titre: string; repere: string }> }>).value.documents;
}
