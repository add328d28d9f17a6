import type { ReceivedMessage } from '../correspondence.ts';
import {
  type MimePart,
  mailDate,
  messagePart,
  mimeMessage,
  newMessageId,
  oneLine,
  type ReportContext,
  statusPart,
  textPart,
} from './mime.ts';

/** Why a message was not delivered. */
export interface Failure {
  /** Enhanced status code (RFC 3463): `5.1.1`. */
  status: string;
  /** Reply of the refusing server. */
  diagnostic: string;
}

/** A report to make. */
export interface DeliveryReportOptions {
  context: ReportContext;
  /** Who is told. */
  to: string;
  /** Absent: it was delivered. */
  failure?: Failure;
}

/** A delivery status notification (RFC 3464): delivered, or not (NPAI). */
export function deliveryReport(mail: ReceivedMessage, { context, to, failure }: DeliveryReportOptions): Buffer {
  const { recipient } = mail;
  return mimeMessage(
    {
      headers: [
        ['Return-Path', '<>'],
        ['Date', mailDate(context)],
        ['From', `Mail Delivery System <MAILER-DAEMON@${context.name}>`],
        ['To', `<${oneLine(to)}>`],
        ['Message-ID', newMessageId(context, context.name)],
        ...(mail.messageId === '' ? [] : ([['References', mail.messageId]] as const)),
        ['Subject', failure === undefined ? 'Successful Mail Delivery Report' : 'Undelivered Mail Returned to Sender'],
        ['Auto-Submitted', 'auto-replied'],
      ],
      type: 'multipart/report; report-type=delivery-status',
      parts: [
        textPart(explanation(recipient.address, failure)),
        statusPart('message/delivery-status', [messageFields(mail, context), recipientFields(mail, failure)]),
        originalPart(mail, failure),
      ],
    },
    context,
  );
}

function explanation(address: string, failure: Failure | undefined): string {
  if (failure === undefined) return `Le message adressé à ${address} a été remis dans sa boîte aux lettres.`;
  return `Le message adressé à ${address} n’a pas pu être remis.\n\n${failure.diagnostic}`;
}

function messageFields({ message, at }: ReceivedMessage, { name }: ReportContext): MimePart['headers'] {
  const envid = message.envid === undefined ? [] : ([['Original-Envelope-Id', oneLine(message.envid)]] as const);
  return [['Reporting-MTA', `dns; ${name}`], ...envid, ['Arrival-Date', at.toUTCString().replace('GMT', '+0000')]];
}

function recipientFields({ recipient }: ReceivedMessage, failure: Failure | undefined): MimePart['headers'] {
  const { address, orcpt } = recipient;
  // The example of the facts has one without ORCPT too, where RFC 3464 §2.3.1 would leave it out.
  const original = orcpt === undefined ? `rfc822;${address}` : orcpt.replace(/^rfc822;/i, 'rfc822;');
  const [action, status] = failure === undefined ? ['delivered', '2.0.0'] : ['failed', failure.status];
  return [
    ['Original-Recipient', oneLine(original)],
    ['Final-Recipient', `rfc822; ${oneLine(address)}`],
    ['Action', action],
    ['Status', status],
    ...(failure === undefined ? [] : ([['Diagnostic-Code', `smtp; ${oneLine(failure.diagnostic)}`]] as const)),
  ];
}

// What Postfix returns at most of a message that came back, where the sender does not say (bounce_size_limit).
const returnedBytes = 50_000;

/** The whole message for a failure, unless `RET=HDRS` or it is long and `RET` is not there; else its header (RFC 3461 §4.3). */
function originalPart({ message }: ReceivedMessage, failure: Failure | undefined): MimePart {
  const wanted = message.ret === undefined ? message.raw.length <= returnedBytes : message.ret === 'FULL';
  if (failure !== undefined && wanted) return messagePart(message.raw);
  const end = message.raw.indexOf('\r\n\r\n');
  const head = end === -1 ? message.raw : message.raw.subarray(0, end + 2);
  return { headers: [['Content-Type', 'text/rfc822-headers']], body: head };
}
