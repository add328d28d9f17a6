import { Given, Then, When } from '@cucumber/cucumber';
import { type Correspondent, patientAddress } from '../../core/index.ts';
import { productMailboxes, readMailFault, testPhysician } from '../../mocks/index.ts';
import { type ProbantWorld, type Seen, scenarioMemory } from '../runtime/index.ts';
import { correspondentOf, mailText, sendMail } from './actions.ts';
import { ownMailboxes } from './operator.steps.ts';

interface Sessions {
  /** The mailbox of the practice that the scenario has to itself. */
  organisation?: Correspondent;
  /** Exchanges to wait for before a session is seen to be open. */
  opening: number;
}

const sessions = scenarioMemory((): Sessions => ({ opening: 2 }));

Given("une boîte organisationnelle ouverte chez l'opérateur", function (this: ProbantWorld) {
  const organisation = this.drawCorrespondent();
  this.controls.mss.declareMailbox({
    address: organisation.adresse,
    kind: 'ORG',
    label: `Cabinet ${organisation.nom}`,
  });
  sessions(this).organisation = organisation;
});

When('il configure cette boîte par sa seule adresse', async function (this: ProbantWorld) {
  this.mark();
  await this.perform('configurerMessagerie', { adresse: organisationOf(this) });
});

Then("la boîte est configurée d'après l'opérateur", async function (this: ProbantWorld) {
  const lecture = this.last.get('configurerMessagerie') as Seen;
  const echanges = (await this.slice('autoconfig', 1)) as Seen;
  await this.judge('mss.autoconfiguration', { lecture, echanges });
});

Then("la connexion à l'opérateur est essayée, par Pro Santé Connect", async function (this: ProbantWorld) {
  const lecture = this.last.get('configurerMessagerie') as Seen;
  const smtp = (await this.slice('mss-smtp', 1)) as Seen;
  await this.judge('messagerie.connexion', { lecture, echanges: smtp }, { etablie: true, ecoute: 'psc' });
  const imap = (await this.slice('mss-imap', 1)) as Seen;
  await this.judge('mss.releve', { echanges: imap }, { mecanisme: 'XOAUTH2' });
});

When('il envoie un message depuis cette boîte à un correspondant', async function (this: ProbantWorld) {
  declare(this, this.drawCorrespondent());
  await sendMail(this, { bal: 'ORG' });
});

Then("l'envoi est authentifié par Pro Santé Connect, pour cette boîte", async function (this: ProbantWorld) {
  const echanges = (await this.slice('mss-smtp', 1)) as Seen;
  const parameters = { mecanisme: 'XOAUTH2', adresse: organisationOf(this) };
  await this.judge('mss.authentification', { echanges }, parameters);
});

Given("l'opérateur en erreur, à l'envoi comme à la relève", function (this: ProbantWorld) {
  const refused = { protocole: 'smtp', etape: 'RCPT', effet: { kind: 'refus', code: 450 } };
  for (const bal of [correspondentOf(this).adresse, patientAddress(this.subject.person)]) {
    this.controls.mss.fault(readMailFault({ ...refused, bal }));
  }
  const unread = { protocole: 'imap', commande: 'SELECT', effet: { kind: 'refus' }, bal: productMailboxes.per };
  this.controls.mss.fault(readMailFault(unread));
});

Then("la messagerie montre que le courriel n'est pas parti", async function (this: ProbantWorld) {
  const lecture = await this.perform('lireMessagerie', {});
  const accuse = ['non envoyé', 'non remis', 'échec', 'refus', 'erreur'];
  await this.judge('messagerie.accuse', { lecture }, { objet: mailText(this), accuse });
});

Then('un message dit que la relève a échoué', async function (this: ProbantWorld) {
  await this.judge('ins.message', { lecture: this.last.get('releverMessagerie') as Seen }, {});
});

When("l'opérateur n'est plus en erreur", function (this: ProbantWorld) {
  this.controls.mss.reset();
  for (const correspondent of this.correspondents) declare(this, correspondent);
});

When("l'envoi automatique au patient n'est plus réglé", async function (this: ProbantWorld) {
  await this.perform('regler', { reglage: 'envoi_automatique_patient', valeur: 'non' });
});

Given('des jetons Pro Santé Connect de courte durée', function (this: ProbantWorld) {
  const { id } = testPhysician;
  // Tokens count whole seconds: one of a single second may have lapsed when it is first shown.
  this.controls.psc.program({ subject: id, lifetimes: { access: 2_000 } });
  // What was issued before lives longer: it has to be renewed.
  this.controls.psc.expireTokens(id);
});

When('il ouvre sa messagerie', async function (this: ProbantWorld) {
  this.mark();
  await this.perform('ouvrirMessagerie', { bal: 'PER' });
});

When('il ferme sa messagerie', async function (this: ProbantWorld) {
  this.mark();
  await this.perform('fermerMessagerie', { bal: 'PER' });
});

Then('la session de lecture est ouverte par Pro Santé Connect', async function (this: ProbantWorld) {
  const echanges = (await this.slice('mss-imap', sessions(this).opening, ownMailboxes)) as Seen;
  await this.judge('mss.releve', { echanges }, { mecanisme: 'XOAUTH2' });
});

When('sa session Pro Santé Connect prend fin', function (this: ProbantWorld) {
  this.mark();
  this.controls.psc.revoke(testPhysician.id);
});

When("l'opérateur met fin à la session de lecture", function (this: ProbantWorld) {
  // The end of the former session is an exchange too.
  sessions(this).opening = 3;
  this.mark();
  this.controls.mss.cut(productMailboxes.per);
});

Then('la session de lecture est fermée', async function (this: ProbantWorld) {
  await this.judge('mss.session-fermee', { echanges: await closing(this) });
});

Given("l'opérateur met fin à la prochaine session d'envoi", function (this: ProbantWorld) {
  const end = { protocole: 'smtp', etape: 'MAIL', effet: { kind: 'refus', code: 421 }, fois: 1 };
  this.controls.mss.fault(readMailFault({ ...end, bal: productMailboxes.per }));
});

/** What is said to the operator until the session is over; its last words may still be about what was under way. */
async function closing(world: ProbantWorld): Promise<Seen> {
  for (let expected = 1; ; expected += 1) {
    const seen = await world.slice('mss-imap', expected, ownMailboxes);
    const own = seen.value.exchanges.filter(({ attribution }) => attribution === 'personne');
    const over = own.some(({ outcome, request }) => outcome === 'interrompu' || isLogout(request));
    if (over || own.length < expected) return seen as Seen;
  }
}

function isLogout(request: unknown): boolean {
  return typeof request === 'object' && request !== null && 'method' in request && request.method === 'LOGOUT';
}

function organisationOf(world: ProbantWorld): string {
  return sessions(world).organisation?.adresse ?? '';
}

function declare(world: ProbantWorld, { adresse, prenom, nom }: Correspondent): void {
  world.controls.mss.declareMailbox({ address: adresse, kind: 'PER', label: `Dr_${prenom}_${nom}` });
}
