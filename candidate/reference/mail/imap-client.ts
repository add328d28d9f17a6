import { ImapFlow, type ImapFlowOptions } from 'imapflow';
import type { DefectSet } from '../defects.ts';
import type { MailAccounts } from './account.ts';
import { type Failure, failureOf, mayRetry } from './failures.ts';
import type { Bal } from './tls.ts';

/** A message as the operator holds it. */
export interface Fetched {
  uid: number;
  at: Date;
  /** Null when it is too big to be read. */
  raw: Buffer | null;
  size: number;
}

/** Where the last reading of a mailbox stopped. */
interface Mark {
  validity: bigint;
  uid: number;
}

// Mon espace santé takes 25 MB in all (facts, MSS §7), a third more once in base64.
const maxSize = 40 * 1024 * 1024;

// The wait in IDLE is asked for again well before an operator ends it (RFC 2177: 29 minutes).
const keptOpen = { socketTimeout: 30 * 60_000, maxIdleTime: 10 * 60_000 };

/** Reads the mailboxes: IMAP, STARTTLS required (ECO 1.0.2). */
export class ImapClient {
  readonly #accounts: MailAccounts;
  readonly #planted: DefectSet;
  readonly #marks = new Map<Bal, Mark>();

  constructor(accounts: MailAccounts, planted: DefectSet) {
    this.#accounts = accounts;
    this.#planted = planted;
  }

  /** Messages that came since the last reading; a session that was cut is opened again once (ECO 1.2.7). */
  async fetchNew(bal: Bal): Promise<Fetched[] | Failure> {
    try {
      return await this.#once(bal);
    } catch (thrown) {
      if (!mayRetry(thrown, bal)) return failureOf(thrown, 'la relève');
      this.#accounts.psc?.refused();
    }
    try {
      return await this.#once(bal);
    } catch (thrown) {
      return failureOf(thrown, 'la relève');
    }
  }

  /** Opens a session and its INBOX; whoever asked for it closes it. */
  async connect(bal: Bal): Promise<ImapFlow> {
    const client = await this.#client(bal, keptOpen);
    try {
      await client.connect();
      await client.mailboxOpen('INBOX');
      return client;
    } catch (thrown) {
      client.close();
      throw thrown;
    }
  }

  async #once(bal: Bal): Promise<Fetched[]> {
    const client = await this.#client(bal, { socketTimeout: 30_000 });
    const forget = this.#accounts.opened(() => client.close());
    try {
      await client.connect();
      const { uidValidity } = await client.mailboxOpen('INBOX');
      const fetched = await this.#fetch(client, this.#after(bal, uidValidity));
      const last = fetched.at(-1);
      if (last !== undefined) this.#marks.set(bal, { validity: uidValidity, uid: last.uid });
      await client.logout();
      return fetched;
    } finally {
      forget();
      client.close();
    }
  }

  async #client(bal: Bal, times: Pick<ImapFlowOptions, 'socketTimeout' | 'maxIdleTime'>): Promise<ImapFlow> {
    const { host, port } = this.#accounts.imap(bal);
    const proof = await this.#accounts.proof(bal);
    const clear = this.#planted.has('authentification-en-clair');
    const client = new ImapFlow({
      host,
      port,
      secure: false,
      doSTARTTLS: !clear,
      tls: await this.#accounts.tls(bal),
      auth: {
        user: this.#accounts.address(bal),
        ...proof,
        ...('pass' in proof ? { loginMethod: 'AUTH=PLAIN' } : {}),
      },
      clientInfo: { name: 'Cabinet Témoin', version: '1.4.0' },
      logger: false,
      disableAutoIdle: true,
      connectionTimeout: 8_000,
      greetingTimeout: 8_000,
      ...times,
    });
    client.on('error', () => {
      // What comes between two commands is told by the next one; unheard, it would end the process.
    });
    return client;
  }

  #after(bal: Bal, validity: bigint): number {
    const mark = this.#marks.get(bal);
    return mark?.validity === validity ? mark.uid : 0;
  }

  async #fetch(client: ImapFlow, after: number): Promise<Fetched[]> {
    const known = await client.fetchAll(`${after + 1}:*`, { uid: true, size: true, internalDate: true }, { uid: true });
    // `n:*` names the last message even when its uid is below n (RFC 3501 §6.4.8).
    const fresh = known.filter(({ uid }) => uid > after).sort((one, other) => one.uid - other.uid);
    const fetched: Fetched[] = [];
    for (const { uid, size = 0, internalDate } of fresh) {
      const message = size > maxSize ? undefined : await client.fetchOne(String(uid), { source: true }, { uid: true });
      const raw = message ? (message.source ?? null) : null;
      fetched.push({ uid, size, raw, at: internalDate === undefined ? new Date() : new Date(internalDate) });
    }
    return fetched;
  }
}
