import type { ImapFlow } from 'imapflow';
import type { User } from '../model.ts';
import { failureOf, mayRetry } from './failures.ts';
import type { ImapClient } from './imap-client.ts';
import type { MailFacts } from './outbox.ts';
import type { Bal } from './tls.ts';

/** A session that its user keeps open. */
interface Kept {
  client: ImapFlow;
  user: User;
  forget(): void;
}

const firstWait = 100;
const longestWait = 60_000;
const shortestLook = 200;

/**
 * The mailboxes that their user stays connected to. A session that the operator ends is opened again by itself as long as
 * Pro Santé Connect vouches for the user (ECO 1.2.7, CONF.11); all are closed as soon as it does not (ECO 1.2.6, CONF.10).
 */
export class MailWatch {
  readonly #facts: MailFacts;
  readonly #imap: ImapClient;
  readonly #kept = new Map<Bal, Kept>();
  #timer: NodeJS.Timeout | undefined;

  constructor(facts: MailFacts, imap: ImapClient) {
    this.#facts = facts;
    this.#imap = imap;
  }

  /** True while the session of a mailbox is open. */
  isOpen(bal: Bal): boolean {
    return this.#kept.get(bal)?.client.usable ?? false;
  }

  /** Opens a session and keeps it. */
  async open(bal: Bal, user: User): Promise<string[]> {
    this.#end(bal);
    try {
      await this.#start(bal, user).catch((thrown: unknown) => this.#again(thrown, bal, user));
      this.#note(user, { bal, action: 'Ouverture de session', reponse: 'session ouverte' });
      return [`Messagerie ouverte : ${this.#facts.accounts.address(bal)}.`];
    } catch (thrown) {
      const { failure } = failureOf(thrown, 'l’ouverture');
      this.#note(user, { bal, action: 'Ouverture de session', reponse: failure, reussi: false });
      return [`Messagerie non ouverte. ${failure}`];
    }
  }

  /** Closes the session of a mailbox, at its user's wish. */
  close(bal: Bal, user: User): string[] {
    if (!this.#end(bal)) return ['Cette messagerie n’est pas ouverte.'];
    this.#note(user, { bal, action: 'Fermeture de session', reponse: 'session fermée' });
    return ['Messagerie fermée.'];
  }

  /** Ends everything: the software stops. */
  stop(): void {
    clearTimeout(this.#timer);
    for (const bal of this.#kept.keys()) this.#end(bal);
  }

  /** A token that the operator refuses is renewed once, as for any other exchange. */
  async #again(thrown: unknown, bal: Bal, user: User): Promise<void> {
    if (!mayRetry(thrown, bal)) throw thrown;
    this.#facts.accounts.psc?.refused();
    await this.#start(bal, user);
  }

  async #start(bal: Bal, user: User): Promise<void> {
    const client = await this.#imap.connect(bal);
    const forget = this.#facts.accounts.opened(() => this.#end(bal));
    this.#kept.set(bal, { client, user, forget });
    client.once('close', () => this.#lost(bal, client));
    // What breaks the wait is told by the event above.
    client.idle().catch(() => undefined);
    this.#look();
  }

  /** False when the mailbox has no session. */
  #end(bal: Bal): boolean {
    const kept = this.#kept.get(bal);
    if (kept === undefined) return false;
    this.#kept.delete(bal);
    kept.forget();
    // A server that does not answer any more is left all the same.
    kept.client.logout().catch(() => kept.client.close());
    return true;
  }

  /** The operator ended the session, or the line was cut. */
  #lost(bal: Bal, client: ImapFlow): void {
    const kept = this.#kept.get(bal);
    if (kept?.client !== client) return;
    this.#kept.delete(bal);
    kept.forget();
    this.#note(kept.user, {
      bal,
      action: 'Session interrompue',
      reponse: 'l’opérateur a mis fin à la session',
      reussi: false,
    });
    if (!this.#facts.cabinet.planted.has('session-non-rouverte')) this.#later(bal, kept.user, firstWait);
  }

  #later(bal: Bal, user: User, wait: number): void {
    setTimeout(() => void this.#reopen(bal, user, wait), wait).unref();
  }

  async #reopen(bal: Bal, user: User, wait: number): Promise<void> {
    const { psc } = this.#facts.accounts;
    try {
      // Renews the token, which tells whether PSC still vouches for the user: nobody is asked to sign in.
      if (bal !== 'APP') await psc?.keepAlive();
      if (this.#kept.has(bal) || (bal !== 'APP' && psc?.signedIn == null)) return;
      await this.#start(bal, user);
      this.#note(user, { bal, action: 'Réouverture de session', reponse: 'session ouverte' });
    } catch (thrown) {
      const { failure } = failureOf(thrown, 'la réouverture');
      this.#note(user, { bal, action: 'Réouverture de session', reponse: failure, reussi: false });
      this.#later(bal, user, Math.min(2 * wait, longestWait));
    }
  }

  /** Renews the access token well before it lapses while a session that it opened is kept. */
  #look(): void {
    clearTimeout(this.#timer);
    const { psc } = this.#facts.accounts;
    const remaining = psc?.remaining ?? null;
    if (remaining === null || ![...this.#kept.keys()].some((bal) => bal !== 'APP')) return;
    const renew = (): void => {
      // A failure ends PSC's session, which closes these; there is then nothing left to look at.
      psc?.keepAlive().then(
        () => this.#look(),
        () => undefined,
      );
    };
    this.#timer = setTimeout(renew, Math.max(remaining / 4, shortestLook)).unref();
  }

  #note(
    user: User,
    { bal, action, reponse, reussi = true }: { bal: Bal; action: string; reponse: string; reussi?: boolean },
  ): void {
    const demande = `Session IMAP de la boîte ${this.#facts.accounts.address(bal)}`;
    this.#facts.traces.add({ auteur: user.nom, action, demande, reussi, reponse });
  }
}
