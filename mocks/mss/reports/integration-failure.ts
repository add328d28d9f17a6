import PostalMime from 'postal-mime';
import type { ReceivedMessage } from '../correspondence.ts';
import { decodedText, header } from '../mail-head.ts';
import {
  encodedText,
  filePart,
  type MimePart,
  mailDate,
  messagePart,
  mimeMessage,
  newMessageId,
  oneLine,
  type ReportContext,
  textPart,
} from './mime.ts';

/** Why a document was not taken in: a code of the CI-SIS (900 to 906) and its label. */
export interface IntegrationError {
  code: string;
  label: string;
}

/** A standard mail to make. */
export interface FailureMailOptions {
  context: ReportContext;
  to: string;
  error: IntegrationError;
}

/** The subject of a failure, of an MDN as of a standard mail (facts, MSS §6; an example of the guide has another, not kept). */
export function failureTitle(subject: string, code: string): string {
  return `[KO Intégration système !][${code}] ${subject}`;
}

/** What a person reads of it. */
export function failureText({ code, label }: IntegrationError): string {
  return `Le document n’a pas pu être intégré : ${code}^${label}`;
}

/** As the field `Error:` has it, after the ERR segment that it comes from (facts, MSS §6, example of the guide 1.1.3). */
export function errorField({ code, label }: IntegrationError): string {
  return oneLine(`${code}^${label}^applicationErrorCondition`);
}

/**
 * The standard mail that a product returns when it could not take in a document and no MDN was asked for (facts, MSS §6):
 * a text, the message as `message_original.eml`, and its archive and PDFs.
 */
export async function failureMail(mail: ReceivedMessage, options: FailureMailOptions): Promise<Buffer> {
  const { context, to, error } = options;
  const subject = decodedText(header(mail.head, 'subject') ?? '');
  const thread =
    mail.messageId === ''
      ? []
      : ([
          ['In-Reply-To', mail.messageId],
          ['References', mail.messageId],
        ] as const);
  return mimeMessage(
    {
      headers: [
        ['Return-Path', '<>'],
        ['Date', mailDate(context)],
        ['From', `<${oneLine(mail.recipient.address)}>`],
        ['To', `<${oneLine(to)}>`],
        ['Message-ID', newMessageId(context, context.name)],
        ...thread,
        ['Subject', encodedText(failureTitle(subject, error.code))],
        ['Auto-Submitted', 'auto-replied'],
      ],
      type: 'multipart/mixed',
      parts: [
        textPart(failureText(error)),
        messagePart(mail.message.raw, 'message_original.eml'),
        ...(await filesOf(mail)),
      ],
    },
    context,
  );
}

/** The archive and the PDFs of the message, one part each; none of a message that can't be read. */
export async function filesOf(mail: ReceivedMessage): Promise<MimePart[]> {
  const parsed = await PostalMime.parse(mail.message.raw, { attachmentEncoding: 'arraybuffer' }).catch(() => undefined);
  return (parsed?.attachments ?? []).flatMap(({ filename, mimeType, content }, index) =>
    content instanceof ArrayBuffer
      ? [filePart(filename ?? `piece-${index + 1}`, oneLine(mimeType), Buffer.from(content))]
      : [],
  );
}
