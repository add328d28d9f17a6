import type { VerbArgs } from '../../contract/index.ts';
import { CabinetError } from '../cabinet-error.ts';
import { DefectSet } from '../defects.ts';
import { PscClient } from '../psc/psc-client.ts';
import { PscService } from '../psc/psc-service.ts';
import type { Endpoint, MailAccess, Services } from '../services.ts';
import type { Bal } from './tls.ts';

/** National id of the owner of the personal mailbox; invented, as he is. */
const owner = '899900000017';

/** How to prove that a mailbox is ours: an access token, or the certificate that TLS shows already. */
export type Proof = { accessToken: string } | { pass: string };

// The operator reads the certificate; nothing is said of PLAIN's password (facts, MSS §3.5), and neither nodemailer nor
// imapflow takes an empty one.
const anyPassword = 'certificat';

/** Server that a test of connection is made with. */
export type TestedServer = VerbArgs<'testerConnexion'>['serveur'];

/** The two mailboxes of the practice, and what opens them. */
export class MailAccounts {
  readonly psc: PscClient | undefined;
  readonly #access: MailAccess | undefined;
  readonly #planted: DefectSet;
  readonly #openSessions = new Set<() => void>();

  constructor({ mail, psc }: Services, planted: DefectSet) {
    this.#access = mail;
    this.#planted = planted;
    // What is planted in the sign-in of the users does not reach that of the mailbox.
    const service = psc === undefined ? undefined : new PscService(psc, new DefectSet());
    this.psc = service === undefined ? undefined : new PscClient(service, () => this.closeSessions());
  }

  /** @throws {@link CabinetError} when the software was given no operator */
  get access(): MailAccess {
    if (this.#access === undefined)
      throw new CabinetError('service_indisponible', 'La messagerie n’est pas configurée.');
    return this.#access;
  }

  address(bal: Bal): string {
    return bal === 'PER' ? this.access.bal : this.access.balApp;
  }

  smtp(bal: Bal): Endpoint {
    return bal === 'PER' ? this.access.smtp : this.access.appSmtp;
  }

  /** A server that the connection is tested with; undefined when the software was given none. */
  tested(server: TestedServer): Endpoint | undefined {
    return server === 'operateur' ? this.access.smtp : this.access.faulty[server];
  }

  imap(bal: Bal): Endpoint {
    return bal === 'PER' ? this.access.imap : this.access.appImap;
  }

  /** What to show the operator: PSC for PER (ECO 1.2.1), PLAIN for APP (ECO 1.3.1). */
  async proof(bal: Bal): Promise<Proof> {
    if (bal === 'APP' || this.#planted.has('per-en-plain')) return { pass: anyPassword };
    if (this.psc === undefined)
      throw new CabinetError('service_indisponible', 'Pro Santé Connect n’est pas configuré.');
    return { accessToken: await this.psc.token(owner) };
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

  /** Closes the IMAP and SMTP sessions that are open, as PSC no longer vouches for their user (ECO 1.2.6). */
  closeSessions(): void {
    for (const close of this.#openSessions) close();
    this.#openSessions.clear();
  }
}
