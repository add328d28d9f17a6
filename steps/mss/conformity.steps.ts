import { Then, When } from '@cucumber/cucumber';
import { productMailboxes } from '../../mocks/index.ts';
import type { ProbantWorld, Seen } from '../runtime/index.ts';
import { memory } from './memory.ts';

Then('le courriel porte un Message-ID', async function (this: ProbantWorld) {
  await this.judge('mss.message-id', { echanges: await sent(this) });
});

Then('le courriel porte la référence du logiciel', async function (this: ProbantWorld) {
  await this.judge('mss.x-mss-nil', { echanges: await sent(this) });
});

Then('la réponse désigne le courriel reçu', async function (this: ProbantWorld) {
  const { messageId = '' } = memory(this).received ?? {};
  const echanges = await sent(this);
  await this.judge('mss.message-id', { echanges });
  await this.judge('mss.reponse', { echanges }, { messageId });
});

Then('le corps du courriel est conforme', async function (this: ProbantWorld) {
  await this.judge('mss.corps', { echanges: await sent(this) });
});

Then("le courriel se dit automatique et donne l'adresse du secrétariat", async function (this: ProbantWorld) {
  await this.judge('mss.bal-app', { echanges: await sent(this) }, { contact: this.secretariat.adresse });
});

Then("l'envoi est authentifié par certificat", async function (this: ProbantWorld) {
  const parameters = { mecanisme: 'PLAIN', adresse: productMailboxes.app };
  await this.judge('mss.authentification', { echanges: await sent(this) }, parameters);
});

Then("l'envoi est authentifié par Pro Santé Connect", async function (this: ProbantWorld) {
  const parameters = { mecanisme: 'XOAUTH2', adresse: productMailboxes.per };
  await this.judge('mss.authentification', { echanges: await sent(this) }, parameters);
});

Then("le réglage de l'adresse de retour est gardé", async function (this: ProbantWorld) {
  const lecture = await this.perform('lireReglage', { reglage: 'adresse_retour' });
  await this.judge('lecture.reglage', { lecture }, { valeur: this.secretariat.adresse });
});

Then(
  /^l'expéditeur porte le libellé d'une boîte (personnelle|applicative)$/,
  async function (this: ProbantWorld, kind: 'personnelle' | 'applicative') {
    const type = kind === 'personnelle' ? 'PER' : 'APP';
    await this.judge('mss.expediteur', { echanges: await sent(this) }, { bal: type });
  },
);

Then('le courriel demande un accusé de réception', async function (this: ProbantWorld) {
  await this.judge('mss.accuse-reception', { echanges: await sent(this) });
});

Then("le courriel annonce qu'il annule et remplace le précédent", async function (this: ProbantWorld) {
  await this.judge('mss.annule-remplace', { echanges: await sent(this) });
});

Then('le courriel de document est conforme', async function (this: ProbantWorld) {
  const echanges = await sent(this);
  for (const rule of ['objet', 'pieces', 'x-mss-codecda', 'x-mss-ins', 'x-mss-nil', 'message-id', 'corps']) {
    await this.judge(`mss.${rule}`, { echanges });
  }
  await expectArchive(this, { echanges });
});

Then("l'archive IHE_XDM est conforme, pour ce patient", function (this: ProbantWorld) {
  return expectArchive(this, { lecture: this.last.get('exporterDocument') as Seen });
});

Then('la connexion est en TLS, dans les suites admises', async function (this: ProbantWorld) {
  const echanges = await sent(this);
  await this.judge('tls.version', { echanges });
  await this.judge('tls.suites', { echanges });
});

Then('la connexion est en TLS 1.2, seule version proposée', async function (this: ProbantWorld) {
  await this.judge('tls.version', { echanges: await sent(this) }, { maximum: 'TLSv1.2' });
});

When("il teste la connexion à l'opérateur", async function (this: ProbantWorld) {
  this.mark();
  await this.perform('testerConnexion', { serveur: 'operateur' });
});

When('il teste la connexion à un opérateur au certificat expiré', async function (this: ProbantWorld) {
  this.mark();
  await this.perform('testerConnexion', { serveur: 'certificat_expire' });
});

Then("la connexion à l'opérateur s'établit", async function (this: ProbantWorld) {
  const lecture = this.last.get('testerConnexion') as Seen;
  await this.judge(
    'messagerie.connexion',
    { lecture, echanges: await session(this) },
    { etablie: true, ecoute: 'psc' },
  );
});

Then("la connexion est refusée, rien n'est transmis, et un message dit pourquoi", async function (this: ProbantWorld) {
  const lecture = this.last.get('testerConnexion') as Seen;
  const parameters = { etablie: false, ecoute: 'certificat_expire' };
  const echanges = await session(this);
  await this.judge('messagerie.connexion', { lecture, echanges }, parameters);
  await this.judge('tls.serveur', { echanges }, { pannes: [parameters.ecoute] });
  await this.judge('ins.message', { lecture }, {});
});

async function expectArchive(world: ProbantWorld, inputs: Record<string, Seen>): Promise<void> {
  const { matricule, cle, oid } = world.subject.person;
  const rules = ['xdm.archive', 'xdm.metadonnees', 'xdm.un-usager', 'xds.lot', 'xds.fiche', 'xds.codes'];
  for (const rule of [...rules, 'xds.empreinte', 'xds.coherence-cda', 'cda.entete', 'cda.corps']) {
    await world.judge(rule, inputs);
  }
  await world.judge('xds.patient', inputs, { matricule: matricule + cle, oid });
}

/** The mails of the scenario since the last mark. */
async function sent(world: ProbantWorld): Promise<Seen> {
  return (await world.slice('mss-smtp', 1)) as Seen;
}

/** What reached the operator since the last mark; a test of connection names no one, so it is waited for in silence. */
async function session(world: ProbantWorld): Promise<Seen> {
  return (await world.slice('mss-smtp', 0)) as Seen;
}
