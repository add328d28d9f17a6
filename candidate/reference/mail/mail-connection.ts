import type { VerbArgs, VerbResult } from '../../contract/index.ts';
import type { Cabinet } from '../cabinet.ts';
import { CabinetError } from '../cabinet-error.ts';
import { instantText } from '../dates.ts';
import type { Professional } from '../directory/professional.ts';
import type { User } from '../model.ts';
import type { Endpoint } from '../services.ts';
import type { MailAccounts } from './account.ts';
import { autoconfigure } from './autoconfiguration.ts';
import type { Inbox } from './inbox.ts';
import type { MailTraces } from './mail-traces.ts';
import type { MailFacts, Outbox } from './outbox.ts';

type Searched = VerbResult<'chercherDestinataire'>['resultats'][number];

/** What is shown of how the mailboxes are reached; the screens and the adapter are two faces of it. */
export class MailConnection {
  readonly traces: MailTraces;
  readonly #cabinet: Cabinet;
  readonly #accounts: MailAccounts;
  readonly #outbox: Outbox;
  readonly #inbox: Inbox;

  constructor({ cabinet, accounts, traces }: MailFacts, { outbox, inbox }: { outbox: Outbox; inbox: Inbox }) {
    this.#cabinet = cabinet;
    this.#accounts = accounts;
    this.traces = traces;
    this.#outbox = outbox;
    this.#inbox = inbox;
  }

  /** Configures the mailbox of the practice from its address alone, and tests it (ECO 1.1.9, CONF.04). */
  async configure(user: User, adresse: string): Promise<VerbResult<'configurerMessagerie'>> {
    const demande = `Configuration de la boîte ${adresse} auprès de son opérateur`;
    const note = (reussi: boolean, reponse: string): void =>
      this.traces.add({ auteur: user.nom, action: 'Configuration', demande, reussi, reponse });
    try {
      const { planted } = this.#cabinet;
      this.#accounts.configured = await autoconfigure(adresse, this.#accounts.access, planted);
      const serveurs = this.servers();
      note(true, serveurs.map(({ role, adresse: server }) => `${role} ${server}`).join(', '));
      if (planted.has('autoconfiguration-non-eprouvee')) return { serveurs, messages: ['Boîte configurée.'] };
      const told = [...(await this.#outbox.testMailbox(user, 'ORG')), ...(await this.#inbox.fetch(user, 'ORG'))];
      return { serveurs, messages: ['Boîte configurée.', ...told] };
    } catch (thrown) {
      if (!(thrown instanceof CabinetError)) throw thrown;
      note(false, thrown.message);
      return { serveurs: [], messages: [thrown.message] };
    }
  }

  /** Servers of the mailbox that was configured last. */
  servers(): VerbResult<'configurerMessagerie'>['serveurs'] {
    const { configured } = this.#accounts;
    if (configured === null) return [];
    const shown = ({ host, port }: Endpoint): string => `${host}:${port}`;
    return [
      { role: 'envoi', adresse: shown(configured.smtp) },
      { role: 'réception', adresse: shown(configured.imap) },
    ];
  }

  /** Address of the mailbox that was configured last; null before any. */
  get configured(): string | null {
    return this.#accounts.configured?.address ?? null;
  }

  /** The revocation lists that are kept (CONF.22). */
  lists(): VerbResult<'lireListesRevocation'>['listes'] {
    const kept = this.#accounts.revocation?.kept ?? [];
    return kept.map(({ authority, until }) => ({ autorite: authority, fin: instantText(until) }));
  }

  /** Professionals of the Annuaire Santé whom a message may go to (CONF.20). */
  recipients(nom: string): Searched[] {
    const hidden = this.#cabinet.planted.has('annuaire-redaction-sans-adresse');
    return this.#cabinet.directory
      .search(nom)
      .map((one) => ({ nom: one.nom, prenom: one.prenom, rpps: one.rpps, mssante: hidden ? '' : one.mssante }));
  }

  /** What the field of the recipients holds once a professional is chosen. */
  chosen(to: string, { mssante }: Pick<Professional, 'mssante'>): string {
    const other = this.#cabinet.planted.has('annuaire-redaction-autre-adresse');
    const address = other ? mssante.replace(/^[^@]*/, 'autre.correspondant') : mssante;
    return [to.trim(), address].filter((part) => part !== '').join(', ');
  }

  /** Writes to a professional found in the directory. */
  async write(
    user: User,
    { nom, rpps, objet, texte }: VerbArgs<'ecrireDepuisAnnuaire'>,
  ): Promise<VerbResult<'ecrireDepuisAnnuaire'>> {
    const found = this.recipients(nom).find((one) => one.rpps === rpps);
    const destinataires = found === undefined ? '' : this.chosen('', found);
    const recipients = destinataires === '' ? [] : [destinataires];
    const message = { destinataires: recipients, objet, texte, accuseReception: false, accuseLecture: false };
    return { destinataires, messages: await this.#outbox.free(user, { bal: 'PER', ...message }, null) };
  }
}
