import type { Environment } from '../../core/index.ts';
import { Correspondence, type ReceivedMessage, received } from './correspondence.ts';
import { integrationError } from './integration-codes.ts';
import { addressKey } from './mail-account.ts';
import { isPatientAddress, MailDirectory } from './mail-directory.ts';
import { addressesIn, header } from './mail-head.ts';
import { MailStore } from './mail-store.ts';
import type { MailboxDeclaration, TokenValidator } from './mss-types.ts';
import { deliveryReport, type Failure, failureMail, type ReportContext, readReceipt, traced } from './reports/index.ts';
import type { AcceptedMessage, SmtpLogin, SmtpRefusal, SubmissionPolicy } from './smtp/index.ts';

/** What the operator is made of. */
export interface OperatorOptions {
  environment: Environment;
  /** Name of its server, in its reports. */
  name: string;
  domain: string;
  validateToken: TokenValidator;
  trustedDomains?: readonly string[];
  dsn?: 'gere' | 'ignore';
}

/** The reason is for the journal alone; a client learns nothing from it. */
function refusedLogin(reason: string): SmtpRefusal {
  return { code: 535, text: '5.7.8 Authentication credentials invalid', reason };
}

// All that Mon espace santé takes (facts, MSS §3.7): decimal megabytes, or the operator's own bound (25 MiB) would hide it (inferred).
const patientSize = 25_000_000;

const fullMailbox: Failure = { status: '5.2.2', diagnostic: '552 5.2.2 Mailbox full' };

/** The MSSanté operator: who may sign in, whom one may write to, and where messages go. */
export class Operator {
  readonly store: MailStore;
  readonly directory: MailDirectory;
  readonly correspondence = new Correspondence();
  readonly #options: OperatorOptions;

  constructor(options: OperatorOptions) {
    this.#options = options;
    this.store = new MailStore({ clock: options.environment.clock });
    this.directory = new MailDirectory(this.store, [options.domain, ...(options.trustedDomains ?? [])]);
  }

  /** What the reports of this operator say of it. */
  get context(): ReportContext {
    return { environment: this.#options.environment, name: this.#options.name };
  }

  /** The rules of an interface; both accept the same mail. */
  policy(kind: 'psc' | 'app'): SubmissionPolicy {
    return {
      authenticate: (login) => (kind === 'psc' ? this.#byToken(login) : this.#byCertificate(login)),
      sender: (address) => this.#sender(address),
      recipient: (address, size) => this.#recipient(address) ?? this.#full(address, size),
      message: (message) => this.#noRoom(message),
      deliver: (message) => this.#deliver(message),
    };
  }

  /** Puts bytes in a mailbox; false when it has none. */
  file(address: string, raw: Buffer, owner?: string): boolean {
    return this.store.deliver(address, { raw, ...(owner === undefined ? {} : { owner }) }) !== undefined;
  }

  /** The token opens the mailbox that it is shown with (ECO 1.2.1); an applicative mailbox has no token. */
  async #byToken({ user, secret }: SmtpLogin): Promise<SmtpRefusal | undefined> {
    const verdict = await this.#options.validateToken(secret);
    if (!verdict.ok) return refusedLogin(`jeton refusé, ${verdict.reason}`);
    const mailbox = this.directory.find(user);
    if (mailbox === undefined || !['PER', 'ORG'].includes(mailbox.kind)) return refusedLogin('pas de BAL PER ou ORG');
    const opens = verdict.mailboxes?.some((address) => addressKey(address) === addressKey(user)) ?? true;
    return opens && this.directory.opens(user) ? undefined : refusedLogin('le jeton n’ouvre pas cette BAL');
  }

  /**
   * ECO 1.3.1: the login is the mailbox, any password. How an operator ties a certificate to a mailbox is its own policy
   * (facts, MSS §3.5, inferred): here the structure of the mailbox is the OU of the certificate.
   */
  #byCertificate({ user, organisations }: SmtpLogin): Promise<SmtpRefusal | undefined> {
    const mailbox = this.directory.find(user);
    const structure = mailbox?.kind === 'APP' ? mailbox.structure : undefined;
    const opens = structure !== undefined && organisations.includes(structure) && this.directory.opens(user);
    return Promise.resolve(opens ? undefined : refusedLogin('le certificat n’ouvre pas cette BAL APP'));
  }

  /** Another address than the one that signed in may be the return path (va1.18); it must be of the trusted space (inferred). */
  #sender(address: string): SmtpRefusal | undefined {
    if (address === '' || this.directory.trusts(address)) return undefined;
    return { code: 550, text: `5.7.1 <${address}>: sender outside the trusted space` };
  }

  /** Another operator keeps Mon espace santé: what it refuses comes back as a report, not as a reply (facts, MSS §7). */
  #recipient(address: string): SmtpRefusal | undefined {
    if (!this.directory.trusts(address))
      return { code: 550, text: `5.7.1 <${address}>: recipient outside the trusted space` };
    if (isPatientAddress(address)) return undefined;
    if (this.directory.find(address)?.etat === 'fermee')
      return { code: 550, text: `5.2.1 <${address}>: mailbox closed` };
    if (!this.directory.opens(address)) return { code: 550, text: `5.1.1 <${address}>: mailbox unknown` };
    return undefined;
  }

  /**
   * A mailbox that could take the message once emptied is full for now, one that never could is full for good (RFC 5321
   * §4.2.2, RFC 3463 X.2.2; which of both an operator answers is inferred).
   */
  #full(address: string, size: number): SmtpRefusal | undefined {
    const account = this.store.account(address);
    if (account === undefined || account.hasRoom(Math.max(size, 1))) return undefined;
    return size > account.quota
      ? { code: 552, text: `5.2.2 <${address}>: mailbox full` }
      : { code: 452, text: `4.2.2 <${address}>: mailbox full, try again later` };
  }

  /** A message that nobody has room for is refused at its end; where some have, the others' comes back as a report. */
  #noRoom({ recipients, raw }: AcceptedMessage): SmtpRefusal | undefined {
    const full = recipients.map(({ address }) => this.#full(address, raw.length));
    return full.every((refused) => refused !== undefined) ? full[0] : undefined;
  }

  async #deliver(message: AcceptedMessage): Promise<void> {
    const now = new Date(this.#options.environment.clock.now());
    const sender = this.directory.find(message.user);
    for (const recipient of message.recipients) {
      const mailbox = this.directory.find(recipient.address);
      const owner = sender?.owner ?? mailbox?.owner;
      const mail = received(message, recipient, { at: now, owner });
      const failure = this.#accept(mail);
      if (failure === undefined) await this.#acknowledge(mail, mailbox);
      else this.#return(mail, failure);
    }
  }

  /** Puts the message where it goes, or tells why it can't. */
  #accept(mail: ReceivedMessage): Failure | undefined {
    const { message, recipient, owner } = mail;
    const failure = isPatientAddress(recipient.address) ? this.#patientFailure(mail) : undefined;
    if (failure !== undefined) return failure;
    const filed =
      isPatientAddress(recipient.address) || this.file(recipient.address, traced(mail, this.context), owner);
    if (!filed) return fullMailbox;
    this.correspondence.add({ ...mail, message });
    return undefined;
  }

  /** The texts of the real rejections are not known (facts, MSS §7): these say the same. */
  #patientFailure({ recipient: { address }, message }: ReceivedMessage): Failure | undefined {
    // 15 characters: a NIR, with 2A and 2B (facts, MSS §7, inferred).
    if (!/^[12478]\d{4}(?:\d{2}|2[AB])\d{8}@/i.test(address)) {
      return { status: '5.1.3', diagnostic: `550 5.1.3 <${address}>: adresse invalide` };
    }
    const patient = this.directory.find(address);
    if (patient?.etat === 'fermee') return { status: '5.2.1', diagnostic: `550 5.2.1 <${address}>: messagerie fermée` };
    if (message.raw.length > patientSize) {
      return { status: '5.3.4', diagnostic: `552 5.3.4 <${address}>: message de plus de 25 Mo` };
    }
    if (patient?.kind === 'patient' && patient.etat !== 'inconnue') return undefined;
    return { status: '5.1.1', diagnostic: `550 5.1.1 <${address}>: patient non trouvé` };
  }

  /** Returns what the message asks for, if its recipient returns any (facts, MSS §3.8: some never do). */
  async #acknowledge(mail: ReceivedMessage, mailbox: MailboxDeclaration | undefined): Promise<void> {
    const returned = mailbox?.accuses ?? (mailbox?.kind === 'patient' ? 'mdn' : 'aucun');
    const { context } = this;
    const receiptTo = deliveryReportAddress(mail);
    if (returned.includes('dsn') && receiptTo !== undefined && this.#options.dsn !== 'ignore') {
      this.file(receiptTo, deliveryReport(mail, { context, to: receiptTo }), mail.owner);
    }
    const to = readReceiptAddress(mail);
    const { echec, formeMdn } = mailbox ?? {};
    const error = echec === undefined ? undefined : integrationError(echec);
    if (to !== undefined && (returned.includes('mdn') || error !== undefined)) {
      const form = formeMdn === undefined ? {} : { form: formeMdn };
      const raw = await readReceipt(mail, { context, to, ...form, ...(error === undefined ? {} : { error }) });
      this.file(to, raw, mail.owner);
    } else if (error !== undefined) {
      this.file(mail.sender, await failureMail(mail, { context, to: mail.sender, error }), mail.owner);
    }
  }

  /** NPAI: the message comes back to its envelope sender, unless it asked for no such report, or is a report itself. */
  #return(mail: ReceivedMessage, failure: Failure): void {
    const { message, recipient, owner } = mail;
    // RFC 3461 §4.1: a failure is told unless NOTIFY says otherwise.
    if (message.from === '' || recipient.notify?.includes('FAILURE') === false) return;
    const report = deliveryReport(mail, { context: this.context, to: message.from, failure });
    this.file(message.from, report, owner);
  }
}

/** Who wants to know of a delivery: by `Return-Receipt-To` (ECO 2.3.1) or by `NOTIFY=SUCCESS` (RFC 3461). */
export function deliveryReportAddress({ head, message, recipient }: ReceivedMessage): string | undefined {
  const [asked] = addressesIn(header(head, 'return-receipt-to'));
  if (asked !== undefined) return asked;
  return recipient.notify?.includes('SUCCESS') && message.from !== '' ? message.from : undefined;
}

/** Who wants to know that a message was read (ECO 2.3.2). */
export function readReceiptAddress({ head }: ReceivedMessage): string | undefined {
  return addressesIn(header(head, 'disposition-notification-to'))[0];
}
