import { Given, Then, When } from '@cucumber/cucumber';
import { productMailboxes, subjectOf } from '../../mocks/index.ts';
import { messageOf, open, readMailbox, receive } from '../reception/actions.ts';
import { latestReceived } from '../reception/memory.ts';
import type { ProbantWorld, Seen, Subject } from '../runtime/index.ts';
import { correspondentOf, mailText, sendMail } from './actions.ts';
import { receiveDocument } from './reading-actions.ts';

const note = { name: 'programme.pdf', type: 'application/pdf', content: Buffer.from('%PDF-1.4\n%%EOF\n') };

When('un confrère envoie un courriel avec une pièce jointe ordinaire', async function (this: ProbantWorld) {
  await receive(this, { also: { pieces: [note] } });
});

When(
  "un confrère envoie un document au sujet du patient, dans un courriel dont l'objet nomme l'autre patient",
  async function (this: ProbantWorld) {
    await receiveDocument(this, { also: { objetSur: (this.subjects[0] as Subject).person } });
  },
);

When(
  "un confrère envoie un document du patient, que les métadonnées disent d'un autre patient",
  async function (this: ProbantWorld) {
    await receiveDocument(this, { also: { metadonneesSur: (this.subjects[0] as Subject).person } });
  },
);

When('un confrère envoie un courriel qui demande un accusé de lecture', async function (this: ProbantWorld) {
  await receive(this, { also: { accuseLecture: true } });
});

Then('la messagerie ne signale aucun document dans le courriel reçu', async function (this: ProbantWorld) {
  const { from, libelle } = latestReceived(this);
  const parameters = { correspondant: from.nom, objet: libelle, signale: false };
  await this.judge('messagerie.document-signale', { lecture: await readMailbox(this) }, parameters);
});

Then("la messagerie montre l'objet du courriel reçu sans son préfixe technique", async function (this: ProbantWorld) {
  const { libelle, subject } = latestReceived(this);
  const { nomNaissance, prenom } = subject.person;
  const objet = `${libelle} ${nomNaissance} ${prenom}`;
  await this.judge('messagerie.objet', { lecture: await readMailbox(this) }, { objet });
});

Then("la messagerie montre l'objet du courriel envoyé sans son préfixe technique", async function (this: ProbantWorld) {
  const { nomNaissance, prenom } = this.subject.person;
  const lecture = await readMailbox(this);
  await this.judge('messagerie.objet', { lecture }, { objet: `${nomNaissance} ${prenom}`, sens: 'envoye' });
});

Then("le message ouvert montre l'objet complet, selon la règle de nommage", async function (this: ProbantWorld) {
  const received = latestReceived(this);
  const lecture = await this.perform('lireMessage', { message: await messageOf(this, received) });
  await this.judge('messagerie.objet-complet', { lecture }, { objet: subjectOf(received.mail) });
});

Then("l'objet du courriel suit la règle de nommage", async function (this: ProbantWorld) {
  const { nomNaissance, prenom, dateNaissance } = this.subject.person;
  const echanges = (await this.slice('mss-smtp', 1)) as Seen;
  await this.judge('mss.objet', { echanges }, { nom: nomNaissance, prenom, dateNaissance });
});

Then("le courriel porte l'archive IHE_XDM et le PDF du document", async function (this: ProbantWorld) {
  const echanges = (await this.slice('mss-smtp', 1)) as Seen;
  for (const rule of ['mss.pieces', 'xdm.archive']) await this.judge(rule, { echanges });
});

Then('le courriel ne parle que du patient du document', async function (this: ProbantWorld) {
  const { matricule, cle, oid } = this.subject.person;
  const echanges = (await this.slice('mss-smtp', 1)) as Seen;
  await this.judge('xdm.un-usager', { echanges });
  await this.judge('xds.patient', { echanges }, { matricule: matricule + cle, oid });
});

When('il envoie au correspondant un message qui demande un accusé de lecture', async function (this: ProbantWorld) {
  await sendMail(this, { bal: 'PER', accuseLecture: true });
});

Then("le courriel demande l'accusé de lecture pour la boîte qui l'envoie", async function (this: ProbantWorld) {
  const echanges = (await this.slice('mss-smtp', 1)) as Seen;
  await this.judge('mss.accuse-lecture', { echanges }, { adresse: productMailboxes.per });
  await this.judge('mss.demande-accuse', { echanges });
});

Given("l'accusé de lecture du correspondant", async function (this: ProbantWorld) {
  await this.controls.mss.report({ from: correspondentOf(this).adresse, kind: 'mdn' });
});

Then('la messagerie montre que le courriel a été lu', async function (this: ProbantWorld) {
  const lecture = await this.perform('lireMessagerie', {});
  await this.judge('messagerie.accuse', { lecture }, { objet: mailText(this), accuse: 'lu' });
});

Then(
  /^le message ouvert (dit|ne dit pas) qu'un accusé de lecture est demandé$/,
  async function (this: ProbantWorld, told: string) {
    const message = await messageOf(this, latestReceived(this));
    const lecture = await this.perform('lireMessage', { message });
    await this.judge('messagerie.accuse-demande', { lecture }, { demande: told === 'dit' });
  },
);

When("il renvoie l'accusé de lecture", async function (this: ProbantWorld) {
  const message = await messageOf(this, latestReceived(this));
  this.mark();
  await this.perform('accuserLecture', { message });
});

Then("l'accusé de lecture renvoyé désigne le courriel lu", async function (this: ProbantWorld) {
  await this.judge('mss.accuse-integration', { echanges: (await this.slice('mss-smtp', 1)) as Seen });
});

Then("aucun accusé de lecture n'est parti", async function (this: ProbantWorld) {
  await this.judge('mss.aucun-envoi', { echanges: (await this.slice('mss-smtp', 0)) as Seen });
});

When('il ouvre le document reçu', async function (this: ProbantWorld) {
  await open(this);
});
