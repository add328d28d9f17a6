import { Given, Then, When } from '@cucumber/cucumber';
import type { VerbArgs } from '../../candidate/index.ts';
import { productMailboxes, productStructure, readMailFault } from '../../mocks/index.ts';
import type { ProbantWorld, Seen } from '../runtime/index.ts';
import { expectNothingSent, mailText } from './actions.ts';

/** The product's own mailboxes: no scenario has them to itself. */
export const ownMailboxes: readonly string[] = Object.values(productMailboxes);

type Server = VerbArgs<'testerConnexion'>['serveur'];

const servers: Readonly<Record<string, Server>> = {
  'qui ne parle que TLS 1.1': 'tls11',
  "qui n'offre qu'une suite interdite": 'suite_interdite',
  'à la courbe de 224 bits': 'ecdh_224',
  'au certificat révoqué': 'certificat_revoque',
};

const tested = new WeakMap<ProbantWorld, Server>();

When(
  /^il teste la connexion à un opérateur (qui ne parle que TLS 1\.1|qui n'offre qu'une suite interdite|à la courbe de 224 bits|au certificat révoqué)$/,
  async function (this: ProbantWorld, told: string) {
    const serveur = servers[told] as Server;
    tested.set(this, serveur);
    this.mark();
    await this.perform('testerConnexion', { serveur });
  },
);

Then('il refuse cet opérateur et dit pourquoi', async function (this: ProbantWorld) {
  const ecoute = tested.get(this) ?? '';
  const lecture = this.last.get('testerConnexion') as Seen;
  const echanges = (await this.slice('mss-smtp', 0, ownMailboxes)) as Seen;
  await this.judge('messagerie.connexion', { lecture, echanges }, { etablie: false, ecoute });
  await this.judge('tls.serveur', { echanges }, { pannes: [ecoute] });
  await this.judge('ins.message', { lecture }, {});
});

When(
  /^il relève sa boîte (personnelle|applicative)$/,
  async function (this: ProbantWorld, kind: 'personnelle' | 'applicative') {
    this.mark();
    await this.perform('releverMessagerie', { bal: kind === 'personnelle' ? 'PER' : 'APP' });
  },
);

Then("l'envoi est en TLS 1.2 au moins", async function (this: ProbantWorld) {
  await this.judge('tls.version', { echanges: await sending(this) });
});

Then('la relève est en TLS 1.2 au moins', async function (this: ProbantWorld) {
  await this.judge('tls.version', { echanges: await fetching(this) });
});

Then('la relève est faite dans les suites admises', async function (this: ProbantWorld) {
  await this.judge('tls.suites', { echanges: await fetching(this) });
});

Then('la connexion est en TLS 1.3', async function (this: ProbantWorld) {
  await this.judge('tls.version', { echanges: await sending(this) }, { negociee: 'TLSv1.3' });
});

Given(/^la messagerie (?:est )?réglée sur TLS (1\.[23])$/, async function (this: ProbantWorld, valeur: string) {
  await this.perform('regler', { reglage: 'version_tls', valeur });
});

Then('le réglage de TLS est gardé', async function (this: ProbantWorld) {
  const lecture = await this.perform('lireReglage', { reglage: 'version_tls' });
  await this.judge('lecture.reglage', { lecture }, { valeur: '1.3' });
});

Given("l'opérateur refuse de chiffrer la session d'envoi", function (this: ProbantWorld) {
  // Before TLS nobody has said who he is: the fault is for whoever comes, until the scenario ends.
  const fault = { protocole: 'smtp', etape: 'STARTTLS', effet: { kind: 'refus', code: 451 } };
  this.controls.mss.fault(readMailFault(fault));
});

Then("aucun courriel n'est parti", function (this: ProbantWorld) {
  return expectNothingSent(this);
});

Then(
  /^rien n'est dit en clair à l'opérateur pendant (l'envoi|la relève)$/,
  async function (this: ProbantWorld, when: string) {
    const service = when === "l'envoi" ? 'mss-smtp' : 'mss-imap';
    // A session that could not begin is over once the verb has answered: it is waited for in silence.
    const echanges = (await this.slice(service, 0, ownMailboxes)) as Seen;
    await this.judge('mss.starttls', { echanges });
  },
);

Then('le courriel a les en-têtes de tout courriel', async function (this: ProbantWorld) {
  await this.judge('mss.entetes', { echanges: await sending(this) });
});

Then(
  /^la relève est authentifiée(?: par (Pro Santé Connect|certificat))?$/,
  async function (this: ProbantWorld, by?: string | null) {
    const parameters = by ? { mecanisme: by === 'certificat' ? 'PLAIN' : 'XOAUTH2' } : {};
    await this.judge('mss.releve', { echanges: await fetching(this) }, parameters);
  },
);

Then('la messagerie montre le courriel du correspondant', async function (this: ProbantWorld) {
  const lecture = await this.perform('lireMessagerie', {});
  await this.judge('messagerie.recu', { lecture }, { objet: mailText(this) });
});

Then('le certificat présenté est celui de la structure', async function (this: ProbantWorld) {
  const echanges = await sending(this);
  await this.judge('tls.certificat-client', { echanges }, { structure: productStructure });
});

/** The mails of the scenario since the last mark. */
async function sending(world: ProbantWorld): Promise<Seen> {
  return (await world.slice('mss-smtp', 1)) as Seen;
}

/** How the product read its mailboxes since the last mark. */
async function fetching(world: ProbantWorld): Promise<Seen> {
  return (await world.slice('mss-imap', 1, ownMailboxes)) as Seen;
}
