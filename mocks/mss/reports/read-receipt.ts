import type { ReceivedMessage } from '../correspondence.ts';
import { isPatientAddress } from '../mail-directory.ts';
import { decodedText, header } from '../mail-head.ts';
import { errorField, failureText, failureTitle, filesOf, type IntegrationError } from './integration-failure.ts';
import {
  encodedText,
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

/** A receipt to make. */
export interface ReadReceiptOptions {
  context: ReportContext;
  /** Who asked for it. */
  to: string;
  /** `rfc822` unless said: see `ReportRequest.form`. */
  form?: 'rfc822' | 'pieces';
  /** Why the document was not taken in: code of the facts, MSS §6 (900 to 906), and its label. */
  error?: IntegrationError;
}

/** A message disposition notification (RFC 8098), as the CI-SIS asks of a product that takes in a document (facts, MSS §6). */
export async function readReceipt(mail: ReceivedMessage, options: ReadReceiptOptions): Promise<Buffer> {
  const { context, to, error, form = 'rfc822' } = options;
  const from = mail.recipient.address;
  const subject = decodedText(header(mail.head, 'subject') ?? '');
  const title = error === undefined ? subject : failureTitle(subject, error.code);
  return mimeMessage(
    {
      headers: [
        // A report of a report would have no end (RFC 8098 §2).
        ['Return-Path', '<>'],
        ['Date', mailDate(context)],
        ['From', `<${oneLine(from)}>`],
        ['To', `<${oneLine(to)}>`],
        ['Message-ID', newMessageId(context, context.name)],
        ...(mail.messageId === ''
          ? []
          : ([
              ['In-Reply-To', mail.messageId],
              ['References', mail.messageId],
            ] as const)),
        ['Subject', encodedText(title)],
        ['Auto-Submitted', 'auto-replied'],
      ],
      type: 'multipart/report; report-type=disposition-notification',
      parts: [
        textPart(error === undefined ? success(from) : failureText(error)),
        statusPart('message/disposition-notification', [dispositionFields(mail, options)]),
        ...(await original(mail, form)),
      ],
    },
    context,
  );
}

function success(from: string): string {
  return isPatientAddress(from) ? 'Le message a été affiché.' : 'Le document a été intégré.';
}

/** A person displays a message; a product processes it (RFC 8098 §3.2.6, facts, MSS §6). */
function disposition(from: string): string {
  return isPatientAddress(from)
    ? 'manual-action/MDN-sent-automatically; displayed'
    : 'automatic-action/MDN-sent-automatically; processed';
}

function dispositionFields(
  { recipient, messageId }: ReceivedMessage,
  options: ReadReceiptOptions,
): MimePart['headers'] {
  const { context, error, form = 'rfc822' } = options;
  const done = disposition(recipient.address);
  const detail = error === undefined ? '' : errorField(error);
  const outcome: MimePart['headers'] =
    error === undefined
      ? [['Disposition', done]]
      : form === 'pieces'
        ? [['Disposition', `${done}/Error: ${detail}`]]
        : [
            ['Disposition', `${done}/error`],
            ['Error', detail],
          ];
  return [
    ['Reporting-UA', `${context.name}; TEST PROBANT`],
    ['Original-Recipient', `rfc822;${oneLine(recipient.address)}`],
    ['Final-Recipient', `rfc822;${oneLine(recipient.address)}`],
    ...(messageId === '' ? [] : ([['Original-Message-ID', messageId]] as const)),
    ...outcome,
  ];
}

/** A message that can't be read comes back whole, whatever the form. */
async function original(mail: ReceivedMessage, form: 'rfc822' | 'pieces'): Promise<MimePart[]> {
  const files = form === 'pieces' ? await filesOf(mail) : [];
  return files.length === 0 ? [messagePart(mail.message.raw)] : files;
}
