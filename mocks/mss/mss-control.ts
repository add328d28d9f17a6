import { type ReceivedMessage, replyAddress } from './correspondence.ts';
import { addressKey, type MailAccount } from './mail-account.ts';
import { addressesIn, header } from './mail-head.ts';
import type { MailboxDeclaration, MssControl, PatientReply, ReportRequest, SendResult } from './mss-types.ts';
import { deliveryReportAddress, type Operator } from './operator.ts';
import { deliveryReport, patientReply, readReceipt } from './reports/index.ts';

/** The control of an operator. */
export function mssControl(operator: Operator): MssControl {
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
    reset: (owner) => {
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
  const raw = patientReply(original, { context: operator.context, label: patient.label, text: reply.text });
  const owner = reply.owner ?? original.owner;
  return operator.file(replyAddress(original), raw, owner) ? sent : { sent: false, reason: 'destinataire_inconnu' };
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
  const asked = request.kind === 'dsn' ? deliveryReportAddress(mail) : receiptAddress(mail);
  const to = asked ?? (request.unasked === true ? mail.sender : undefined);
  if (to === undefined) return { sent: false, reason: 'accuse_non_demande' };
  const raw = await reportBytes(operator, { mail, to, request });
  return operator.file(to, raw, request.owner ?? mail.owner) ? sent : { sent: false, reason: 'destinataire_inconnu' };
}

function reportBytes(
  { context }: Operator,
  { mail, to, request }: { mail: ReceivedMessage; to: string; request: ReportRequest },
): Promise<Buffer> {
  const { kind, form, error } = request;
  if (kind === 'mdn') {
    return readReceipt(mail, {
      context,
      to,
      ...(form === undefined ? {} : { form }),
      ...(error === undefined ? {} : { error }),
    });
  }
  const failure =
    error === undefined ? {} : { failure: { status: error.code, diagnostic: `550 ${error.code} ${error.label}` } };
  return Promise.resolve(deliveryReport(mail, { context, to, ...failure }));
}

function receiptAddress({ head }: ReceivedMessage): string | undefined {
  return addressesIn(header(head, 'disposition-notification-to'))[0];
}
