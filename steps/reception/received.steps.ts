import { Then, When } from '@cucumber/cucumber';
import type { ProbantWorld, Seen, Subject } from '../runtime/index.ts';
import { file, messageOf, open, readList, readMailbox, receive, titleOf, typeOf } from './actions.ts';
import { latestReceived } from './memory.ts';

const letter = { titre: 'Courrier', texte: 'Cher confrère, merci de votre confiance.' };

When('un confrère envoie un courrier au sujet du patient', async function (this: ProbantWorld) {
  await receive(this, { draft: letter });
});

When("un confrère envoie un courrier au sujet du patient à l'identité récupérée", async function (this: ProbantWorld) {
  await receive(this, { draft: letter, subject: this.subjects[0] as Subject });
});

When(
  "un confrère envoie un courrier au matricule du patient, sous d'autres traits",
  async function (this: ProbantWorld) {
    const { nomNaissance } = this.subject.person;
    await receive(this, { draft: { ...letter, titre: 'Homonyme' }, traits: { nomNaissance: `AUTRE${nomNaissance}` } });
  },
);

When('un confrère envoie un courriel sans document', async function (this: ProbantWorld) {
  await receive(this);
});

When('il classe le document reçu', function (this: ProbantWorld) {
  return file(this);
});

When('il place le courriel reçu dans la liste de travail', async function (this: ProbantWorld) {
  await this.perform('placerEnListeTravail', { message: await messageOf(this, latestReceived(this)) });
});

Then('la messagerie signale le document reçu', async function (this: ProbantWorld) {
  const { from, libelle } = latestReceived(this);
  const lecture = await readMailbox(this);
  await this.judge('messagerie.document-signale', { lecture }, { correspondant: from.nom, objet: libelle });
});

Then('la liste de travail montre le document reçu, non lu, avec ses métadonnées', async function (this: ProbantWorld) {
  const received = latestReceived(this);
  const { nomNaissance, prenom } = received.subject.person;
  const expected = {
    titre: titleOf(received),
    nom: nomNaissance,
    prenom,
    type: typeOf(received),
    auteur: received.from.nom,
    date: received.date.slice(0, 10),
    nonLu: true,
  };
  await this.judge('messagerie.liste-travail', { lecture: await readList(this) }, expected);
});

Then('la liste de travail montre le courriel', async function (this: ProbantWorld) {
  const titre = titleOf(latestReceived(this));
  await this.judge('messagerie.liste-travail', { lecture: await readList(this) }, { titre });
});

Then("le document reçu s'ouvre avec ses métadonnées", async function (this: ProbantWorld) {
  const received = latestReceived(this);
  const { nomNaissance, prenom } = received.subject.person;
  await this.judge(
    'messagerie.document-recu',
    { lecture: await open(this, received) },
    { nom: nomNaissance, prenom, titre: titleOf(received), auteur: received.from.nom, type: typeOf(received) },
  );
});

Then('le document reçu est dans le dossier du patient', async function (this: ProbantWorld) {
  const received = latestReceived(this);
  const dossier = this.dossier(received.subject);
  await this.judge('messagerie.classement', { lecture: this.last.get('classerDocument') as Seen }, { dossier });
  const lecture = await this.read('lireDocuments', received.subject);
  const expected = { titre: titleOf(received), type: typeOf(received), origine: received.from.nom };
  await this.judge('messagerie.document-classe', { lecture }, expected);
});

Then("le document reçu n'est classé dans aucun dossier", async function (this: ProbantWorld) {
  await this.judge('messagerie.classement', { lecture: this.last.get('classerDocument') as Seen }, { dossier: null });
});
