import type { ConnectionOptions } from 'node:tls';
import type { VerbArgs } from '../../contract/index.ts';
import { CabinetError } from '../cabinet-error.ts';
import { DefectSet } from '../defects.ts';
import { PscClient } from '../psc/psc-client.ts';
import { PscService } from '../psc/psc-service.ts';
import type { Endpoint, MailAccess, Services } from '../services.ts';
import type { Settings } from '../settings.ts';
import type { Configured } from './autoconfiguration.ts';
import { RevocationLists } from './revocation-lists.ts';
import { type Bal, tlsTowards } from './tls.ts';

/** National id of the owner of the personal mailbox; invented, as he is. */
const owner = '899900000017';

/** How to prove that a mailbox is ours: an access token, or the certificate that TLS shows already. */
export type Proof = { accessToken: string } | { pass: string };

// The operator reads the certificate; nothing is said of PLAIN's password (facts, MSS §3.5), and neither nodemailer nor
// imapflow takes an empty one.
const anyPassword = 'certificat';

/** Server that a test of connection is made with. */
export type TestedServer = VerbArgs<'testerConnexion'>['serveur'];

/** What the mailboxes depend on. */
export interface AccountFacts {
  services: Services;
  settings: Settings;
  planted: DefectSet;
}

/** The mailboxes of the practice, and what opens them. */
export class MailAccounts {
  readonly psc: PscClient | undefined;
  /** Undefined when the software was given no operator. */
  readonly revocation: RevocationLists | undefined;
  /** The mailbox of the practice that was configured last (ECO 1.1.9); null before any. */
  configured: Configured | null = null;
  readonly #access: MailAccess | undefined;
  readonly #planted: DefectSet;
  readonly #settings: Settings;
  readonly #openSessions = new Set<() => void>();

  constructor({ services: { mail, psc }, settings, planted }: AccountFacts) {
    this.#access = mail;
    this.#planted = planted;
    this.#settings = settings;
    this.revocation = mail === undefined ? undefined : new RevocationLists(mail, planted);
    // What is planted in the sign-in of the users does not reach that of the mailbox.
    const service = psc === undefined ? undefined : new PscService(psc, new DefectSet());
    this.psc = service === undefined ? undefined : new PscClient(service, () => this.#ended());
  }

  /** @throws {@link CabinetError} when the software was given no operator */
  get access(): MailAccess {
    if (this.#access === undefined)
      throw new CabinetError('service_indisponible', 'La messagerie n’est pas configurée.');
    return this.#access;
  }

  address(bal: Bal): string {
    if (bal === 'ORG') return this.#organisation.address;
    return bal === 'PER' ? this.access.bal : this.access.balApp;
  }

  smtp(bal: Bal): Endpoint {
    if (bal === 'ORG') return this.#organisation.smtp;
    return bal === 'PER' ? this.access.smtp : this.access.appSmtp;
  }

  /** A server that the connection is tested with; undefined when the software was given none. */
  tested(server: TestedServer): Endpoint | undefined {
    return server === 'operateur' ? this.access.smtp : this.access.faulty[server];
  }

  imap(bal: Bal): Endpoint {
    if (bal === 'ORG') return this.#organisation.imap;
    return bal === 'PER' ? this.access.imap : this.access.appImap;
  }

  /** How a connection with the operator is secured. @throws {@link CabinetError} when no revocation list holds */
  async tls(bal: Bal): Promise<ConnectionOptions> {
    const highest = this.#settings.get('version_tls') === '1.3' ? '1.3' : '1.2';
    const lists = await this.revocation?.current();
    return tlsTowards({ access: this.access, bal, highest, lists }, this.#planted);
  }

  /** What to show the operator: PSC for PER (ECO 1.2.1), PLAIN for APP (ECO 1.3.1). */
  async proof(bal: Bal): Promise<Proof> {
    if (bal === 'APP' || this.#planted.has('per-en-plain')) return { pass: anyPassword };
    if (this.psc === undefined)
      throw new CabinetError('service_indisponible', 'Pro Santé Connect n’est pas configuré.');
    return { accessToken: await this.psc.token(owner) };
  }

  get #organisation(): Configured {
    if (this.configured !== null) return this.configured;
    throw new CabinetError('service_indisponible', 'Aucune boîte organisationnelle n’est configurée.');
  }

  /** Signs the owner of the personal mailbox in, without a browser. */
  async signIn(): Promise<void> {
    await this.psc?.token(owner);
  }

  /** Remembers how to close a mail session; the result forgets it. */
  opened(close: () => void): () => void {
    this.#openSessions.add(close);
    return () => this.#openSessions.delete(close);
  }

  #ended(): void {
    if (!this.#planted.has('sessions-gardees-sans-psc')) this.closeSessions();
  }

  /** Closes the IMAP and SMTP sessions that are open, as PSC no longer vouches for their user (ECO 1.2.6). */
  closeSessions(): void {
    for (const close of [...this.#openSessions]) close();
    this.#openSessions.clear();
  }
}
