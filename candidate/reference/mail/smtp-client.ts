import { createTransport, type SentMessageInfo } from 'nodemailer';
import type Mail from 'nodemailer/lib/mailer';
import type SMTPTransport from 'nodemailer/lib/smtp-transport';
import type { DefectSet } from '../defects.ts';
import type { Endpoint } from '../services.ts';
import type { MailAccounts, TestedServer } from './account.ts';
import { type Failure, failureOf, mayRetry } from './failures.ts';
import type { Bal } from './tls.ts';

/** A message ready to leave. */
export interface Outgoing {
  bal: Bal;
  recipients: readonly string[];
  raw: Buffer;
  /** Unique id of the message, by which a notice of delivery names it (RFC 3461 §4.4). */
  envelopeId: string;
  /** True to ask the operator for notices of delivery. */
  wantsDelivery: boolean;
}

/** What the operator answered. */
export interface Submission {
  accepted: readonly string[];
  refused: readonly string[];
  answer: string;
}

/** Submits messages to the operator: SMTP, STARTTLS required (ECO 1.0.1). */
export class SmtpClient {
  readonly #accounts: MailAccounts;
  readonly #planted: DefectSet;

  constructor(accounts: MailAccounts, planted: DefectSet) {
    this.#accounts = accounts;
    this.#planted = planted;
  }

  /** Sends; a session that the operator cut is opened again once, by itself (ECO 1.2.7). */
  async send(message: Outgoing): Promise<Submission | Failure> {
    try {
      return await this.#once(message);
    } catch (thrown) {
      if (!mayRetry(thrown, message.bal) || this.#planted.has('envoi-non-repris')) return failureOf(thrown, 'l’envoi');
      this.#accounts.psc?.refused();
    }
    try {
      return await this.#once(message);
    } catch (thrown) {
      return failureOf(thrown, 'l’envoi');
    }
  }

  /** Opens a session with a server and closes it, as a user does who checks his settings (MSS va1.04, va1.06). */
  async test(server: TestedServer): Promise<string[]> {
    const endpoint = this.#accounts.tested(server);
    if (endpoint === undefined) return ['Aucun serveur de ce nom n’est configuré.'];
    // Whoever checks his settings wants to know what holds now.
    this.#accounts.revocation?.expire();
    return this.#verify('PER', endpoint);
  }

  /** Opens a session with the operator of a mailbox and closes it (ECO 1.1.9). */
  testMailbox(bal: Bal): Promise<string[]> {
    return this.#verify(bal, this.#accounts.smtp(bal));
  }

  async #verify(bal: Bal, endpoint: Endpoint): Promise<string[]> {
    const transport = createTransport({ ...(await this.#options(bal)), ...endpoint });
    try {
      await transport.verify();
      return [`Connexion réussie à ${endpoint.host}:${endpoint.port}.`];
    } catch (thrown) {
      return [failureOf(thrown, 'la connexion').failure];
    } finally {
      transport.close();
    }
  }

  async #once(message: Outgoing): Promise<Submission> {
    const { bal, recipients, raw } = message;
    const transport = createTransport(await this.#options(bal));
    const forget = this.#accounts.opened(() => transport.close());
    try {
      const envelope = { from: this.#accounts.address(bal), to: [...recipients] };
      return submission(await transport.sendMail({ envelope, raw, ...this.#notices(message) }));
    } finally {
      forget();
      transport.close();
    }
  }

  async #options(bal: Bal): Promise<SMTPTransport.Options> {
    const proof = await this.#accounts.proof(bal);
    const { host, port } = this.#accounts.smtp(bal);
    const user = this.#accounts.address(bal);
    const clear = this.#planted.has('authentification-en-clair');
    const optional = this.#planted.has('starttls-facultatif');
    return {
      host,
      port,
      secure: false,
      requireTLS: !clear && !optional,
      ignoreTLS: clear,
      opportunisticTLS: optional,
      // Without this nodemailer tries no authentication that the server has not offered.
      ...(clear ? { forceAuth: true } : {}),
      tls: await this.#accounts.tls(bal),
      auth: 'accessToken' in proof ? { type: 'OAuth2', user, ...proof } : { user, ...proof },
      ...('accessToken' in proof ? {} : { authMethod: 'PLAIN' }),
      name: 'cabinet-temoin.test',
      connectionTimeout: 8_000,
      greetingTimeout: 8_000,
      socketTimeout: 20_000,
    };
  }

  // `Return-Receipt-To` is what the ANS asks for (ECO 2.3.1); an operator that knows RFC 3461 reads this too.
  #notices({ wantsDelivery, envelopeId, recipients }: Outgoing): { dsn?: Mail.Options['dsn'] } {
    if (!wantsDelivery || this.#planted.has('accuse-reception-non-demande')) return {};
    const [recipient] = recipients;
    const asked = { id: envelopeId, return: 'headers' as const, notify: ['failure', 'delay', 'success'] as const };
    // ORCPT names one recipient: nodemailer would give the same to all.
    const one = recipients.length === 1 && recipient !== undefined ? { recipient } : {};
    return { dsn: { ...asked, notify: [...asked.notify], ...one } as Mail.Options['dsn'] };
  }
}

function submission(info: SentMessageInfo): Submission {
  const addresses = (list: unknown): string[] => (Array.isArray(list) ? list.map(String) : []);
  return {
    accepted: addresses(info.accepted),
    refused: addresses(info.rejected),
    answer: String(info.response),
  };
}
