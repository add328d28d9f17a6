import { Then } from '@cucumber/cucumber';
import type { Attribut } from '../../candidate/index.ts';
import type { ProbantWorld, Seen } from '../runtime/index.ts';
import { create, expectCalls, programInsi } from './actions.ts';
import { memory } from './memory.ts';

Then('un seul appel INSi est parti, pour ce patient', function (this: ProbantWorld) {
  return expectCalls(this, 1);
});

Then('un nouvel appel INSi est parti', function (this: ProbantWorld) {
  return expectCalls(this, 1);
});

Then('un appel INSi est parti pour chacune', async function (this: ProbantWorld) {
  const echanges = (await this.exchanges(this.subjects.length)) as Seen;
  await this.judge('insi.nombre-appels', { echanges }, { appels: this.subjects.length });
});

Then('la requête est conforme au contrat du téléservice', async function (this: ProbantWorld) {
  const echanges = this.last.get('echanges') as Seen;
  for (const rule of ['enveloppe', 'contexte-bam', 'contexte-lps', 'emetteur', 'identifiants', 'certificat']) {
    await this.judge(`insi.${rule}`, { echanges });
  }
});

Then("la connexion porte un certificat d'organisation", async function (this: ProbantWorld) {
  await this.judge('insi.certificat', { echanges: this.last.get('echanges') as Seen }, { organisation: true });
});

Then("aucun appel INSi n'est parti, et un message dit pourquoi", async function (this: ProbantWorld) {
  await this.judge('insi.aucun-appel', { echanges: (await this.exchanges(0)) as Seen });
  const call = this.last.get('appelerInsi') as Seen;
  await this.judge('ins.acceptation', { lecture: call }, { proposee: false });
  await this.judge('ins.message', { lecture: call }, {});
});

Then(
  "l'appel INSi part une fois l'attribut {attribut} retiré",
  async function (this: ProbantWorld, attribut: Attribut) {
    await this.perform('retirerAttribut', { dossier: this.dossier(), attribut });
    this.mark();
    await this.read('appelerInsi');
    await expectCalls(this, 1);
  },
);

Then("aucun rapatriement n'est proposé, et un message dit pourquoi", async function (this: ProbantWorld) {
  for (const { call } of memory(this).calls) {
    await this.judge('ins.acceptation', { lecture: call }, { proposee: false });
    await this.judge('ins.message', { lecture: call }, {});
  }
});

Then("aucun rapatriement n'est proposé", async function (this: ProbantWorld) {
  await this.judge('ins.acceptation', { lecture: this.last.get('appelerInsi') as Seen }, { proposee: false });
});

Then(
  "le comparatif montre les traits locaux et ceux d'INSi, l'écart de prénom en évidence",
  async function (this: ProbantWorld) {
    const { person, saisie } = this.subject;
    const traits = ['nomNaissance', 'prenoms', 'sexe', 'dateNaissance', 'lieuNaissance'] as const;
    const lignes = traits.map((trait) => ({ trait, local: saisie[trait] ?? '', insi: person[trait] }));
    await this.judge(
      'ins.comparatif',
      { lecture: this.last.get('appelerInsi') as Seen },
      { lignes, ecarts: ['prenoms'] },
    );
  },
);

Then("le message affiché reprend le texte de l'erreur", async function (this: ProbantWorld) {
  const contient = 'Le service est temporairement inaccessible';
  await this.judge('ins.message', { lecture: this.last.get('appelerInsi') as Seen }, { contient });
});

Then("un message dit qu'aucune identité n'est trouvée", async function (this: ProbantWorld) {
  await this.judge('ins.message', { lecture: this.last.get('appelerInsi') as Seen }, { contient: 'aucune identité' });
});

Then('un message dit que plusieurs identités sont trouvées', async function (this: ProbantWorld) {
  const { prenoms = null, lieuNaissance = null } = this.subject.saisie;
  await this.judge('insi.relance', { echanges: (await this.exchanges(0)) as Seen }, { prenoms, lieuNaissance });
  await this.judge(
    'ins.message',
    { lecture: this.last.get('appelerInsi') as Seen },
    { contient: 'plusieurs identités' },
  );
});

Then('les prénoms OLA puis CATARINA ont été essayés, et aucun autre', function (this: ProbantWorld) {
  return expectFirstNames(this, ['OLA', 'CATARINA']);
});

Then('les prénoms PIERRE, PAUL, JACQUES puis tous ensemble ont été essayés', function (this: ProbantWorld) {
  return expectFirstNames(this, ['PIERRE', 'PAUL', 'JACQUES', 'PIERRE PAUL JACQUES']);
});

Then("le journal INSi montre le code 00 et tout ce qu'INSi a rendu", async function (this: ProbantWorld) {
  const { person } = this.subject;
  await expectLogged(this, {
    codeRetour: '00',
    matricule: person.matricule + person.cle,
    oid: person.oid,
    historique: person.historique.map(({ matricule, cle }) => matricule + cle),
    traits: [person.nomNaissance, person.prenoms, person.lieuNaissance],
  });
});

Then(/^il montre aussi le code 01 d'un patient inconnu d'INSi$/, function (this: ProbantWorld) {
  return expectLoggedFailure(this, '01');
});

Then("il montre aussi le code 02 d'un patient que plusieurs identités satisfont", function (this: ProbantWorld) {
  return expectLoggedFailure(this, '02');
});

Then("le journal INSi montre l'erreur", function (this: ProbantWorld) {
  return expectLogged(this, { codeRetour: null, erreur: 'Le service est temporairement inaccessible' });
});

Then('le document porte les traits du patient', async function (this: ProbantWorld) {
  const { nomNaissance } = this.subject.person;
  await this.judge('ins.document-patient', { lecture: this.last.get('produireDocument') as Seen }, { nomNaissance });
});

Then('le document ne porte ni matricule ni OID', function (this: ProbantWorld) {
  return expectDocument(this, false);
});

Then("il les porte une fois l'identité qualifiée", async function (this: ProbantWorld) {
  await this.perform('validerIdentite', { dossier: this.dossier(), justificatif: 'PA' });
  await this.perform('produireDocument', { dossier: this.dossier() });
  await expectDocument(this, true);
});

async function expectFirstNames(world: ProbantWorld, essais: string[]): Promise<void> {
  const echanges = (await world.exchanges(essais.length)) as Seen;
  await world.judge('insi.prenoms', { echanges }, { essais });
  await world.judge('insi.identifiants', { echanges });
}

async function expectLogged(
  world: ProbantWorld,
  appel: { codeRetour: string | null; [field: string]: string | string[] | null },
): Promise<void> {
  const lecture = await world.read('lireJournalInsi');
  await world.judge('ins.journal-insi', { lecture }, { auteur: world.utilisateur, appel });
}

async function expectLoggedFailure(world: ProbantWorld, code: '01' | '02'): Promise<void> {
  const subject = world.drawSubject();
  programInsi(world, subject, { code });
  await create(world, subject);
  await world.read('appelerInsi');
  await expectLogged(world, { codeRetour: code });
}

async function expectDocument(world: ProbantWorld, qualifiee: boolean): Promise<void> {
  const { matricule, oid } = world.subject.person;
  await world.judge(
    'ins.document-ins',
    { lecture: world.last.get('produireDocument') as Seen },
    { matricule, oid, qualifiee },
  );
}
