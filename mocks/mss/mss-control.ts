import { type ReceivedMessage, replyAddress } from './correspondence.ts';
import { integrationError } from './integration-codes.ts';
import { addressKey, type MailAccount } from './mail-account.ts';
import type { MailboxDeclaration, MssControl, PatientReply, ReportRequest, SendResult } from './mss-types.ts';
import { deliveryReportAddress, type Operator, readReceiptAddress } from './operator.ts';
import { deliveryReport, failureMail, patientReply, readReceipt } from './reports/index.ts';

/** What a control does besides the mail of its operator. */
export interface ControlParts extends Pick<MssControl, 'fault' | 'faultListener' | 'cut'> {
  /** Forgets the faults of an owner, or all. */
  forget(owner?: string): void;
}

/** The control of an operator. */
export function mssControl(operator: Operator, parts: ControlParts): MssControl {
  const { directory, correspondence, store } = operator;
  return {
    declareMailbox: (mailbox) => directory.declare(mailbox),
    deliver: (address, raw, { owner } = {}) => {
      const account = store.account(address);
      if (account === undefined) return { sent: false, reason: 'bal_inconnue' };
      return operator.file(address, raw, owner ?? account.owner)
        ? sent
        : { sent: false, reason: 'destinataire_inconnu' };
    },
    inbox: (address) => store.account(address)?.inbox.messages.map(({ raw }) => raw) ?? [],
    patientReplies: (reply) => answer(operator, reply),
    report: (request) => report(operator, request),
    fault: (fault) => parts.fault(fault),
    faultListener: (kind, options) => parts.faultListener(kind, options),
    cut: (address) => parts.cut(address),
    reset: (owner) => {
      parts.forget(owner);
      correspondence.reset(owner);
      if (owner !== undefined) store.reset(owner);
      else for (const account of store.accounts()) empty(account);
      directory.reset(owner);
    },
  };
}

const sent: SendResult = { sent: true };

function empty({ mailboxes }: MailAccount): void {
  for (const mailbox of mailboxes) mailbox.expunge(mailbox.messages.map(({ uid }) => uid));
}

/** The patient's answer, if the patient may still answer that mailbox. */
function answer(operator: Operator, reply: PatientReply): SendResult {
  const patient = operator.directory.find(reply.from);
  const closed = patientRefusal(patient);
  if (closed !== undefined || patient === undefined) return { sent: false, reason: closed ?? 'bal_inconnue' };
  const exchange = exchangeWith(operator, reply);
  const original = originalOf(exchange, reply);
  if (original === undefined) return { sent: false, reason: 'aucun_message' };
  // The last word counts: FIN closes all that came before, and a later message opens a new exchange (inferred: FIN is
  // a mark of each message, and Mon espace santé keeps the permission by mailbox, facts, MSS §7).
  if (exchange.at(-1)?.ends === true) return { sent: false, reason: 'fin_active' };
  const to = trustedReplyAddress(operator, original);
  const raw = patientReply(original, { context: operator.context, label: patient.label, text: reply.text, to });
  const owner = reply.owner ?? original.owner;
  return operator.file(to, raw, owner) ? sent : { sent: false, reason: 'destinataire_inconnu' };
}

/** `Reply-To` is followed to an MSS address only (facts, MSS §7). */
function trustedReplyAddress({ directory }: Operator, mail: ReceivedMessage): string {
  const asked = replyAddress(mail);
  return directory.trusts(asked) ? asked : mail.sender;
}

function patientRefusal(patient: MailboxDeclaration | undefined): SendResult['reason'] {
  if (patient?.kind !== 'patient' || patient.etat === 'inconnue') return 'bal_inconnue';
  return patient.etat === 'fermee' ? 'bal_fermee' : undefined;
}

/** What the mailbox wrote to the patient, in order; a mailbox may be named by the address where it wants its replies. */
function exchangeWith({ correspondence }: Operator, { from, to }: PatientReply): ReceivedMessage[] {
  const key = addressKey(to);
  const got = correspondence.of(from);
  const written = got.filter(({ sender }) => addressKey(sender) === key);
  return written.length > 0 ? written : got.filter((mail) => addressKey(replyAddress(mail)) === key);
}

function originalOf(exchange: readonly ReceivedMessage[], { inReplyTo }: PatientReply): ReceivedMessage | undefined {
  return inReplyTo === undefined ? exchange.at(-1) : exchange.findLast(({ messageId }) => messageId === inReplyTo);
}

/** A report that the correspondent returns because it is told to. */
async function report(operator: Operator, request: ReportRequest): Promise<SendResult> {
  const mail = operator.correspondence
    .of(request.from)
    .findLast(({ messageId }) => request.messageId === undefined || messageId === request.messageId);
  if (mail === undefined) return { sent: false, reason: 'aucun_message' };
  const to = reportAddress(mail, request);
  if (to === undefined) return { sent: false, reason: 'accuse_non_demande' };
  const raw = await reportBytes(operator, { mail, to, request });
  return operator.file(to, raw, request.owner ?? mail.owner) ? sent : { sent: false, reason: 'destinataire_inconnu' };
}

/** Who gets a report; a standard mail is for whoever asked for no MDN, and nobody asks for one. */
function reportAddress(mail: ReceivedMessage, { kind, unasked }: ReportRequest): string | undefined {
  if (kind === 'courriel') return mail.sender;
  const asked = kind === 'dsn' ? deliveryReportAddress(mail) : readReceiptAddress(mail);
  return asked ?? (unasked === true ? mail.sender : undefined);
}

function reportBytes(
  { context }: Operator,
  { mail, to, request }: { mail: ReceivedMessage; to: string; request: ReportRequest },
): Promise<Buffer> {
  const { kind, form, error: given } = request;
  if (kind === 'dsn') {
    const label = given?.label ?? 'Delivery failed';
    const failure =
      given === undefined ? {} : { failure: { status: given.code, diagnostic: `550 ${given.code} ${label}` } };
    return Promise.resolve(deliveryReport(mail, { context, to, ...failure }));
  }
  const error = given === undefined ? undefined : integrationError(given);
  if (kind === 'courriel') return failureMail(mail, { context, to, error: error ?? otherError });
  return readReceipt(mail, {
    context,
    to,
    ...(form === undefined ? {} : { form }),
    ...(error === undefined ? {} : { error }),
  });
}

const otherError = integrationError({ code: '906' });
