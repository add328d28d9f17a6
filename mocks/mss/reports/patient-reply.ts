import type { ReceivedMessage } from '../correspondence.ts';
import { decodedText, header } from '../mail-head.ts';
import { encodedText, mailboxText, mailDate, newMessageId, oneLine, type ReportContext, textMessage } from './mime.ts';

/** A reply of a user of Mon espace santé (facts, MSS §7): named by first name and name, in the thread of the message. */
export function patientReply(
  mail: ReceivedMessage,
  { context, label, text, to }: { context: ReportContext; label: string; text: string; to: string },
): Buffer {
  const address = mail.recipient.address;
  const subject = decodedText(header(mail.head, 'subject') ?? '');
  const references = [header(mail.head, 'references'), mail.messageId].filter((ids) => ids !== undefined && ids !== '');
  return textMessage(
    [
      ['Return-Path', `<${oneLine(address)}>`],
      ['Date', mailDate(context)],
      ['From', mailboxText(label, address)],
      ['To', `<${oneLine(to)}>`],
      ['Message-ID', newMessageId(context, 'patient.mssante.fr')],
      ...(mail.messageId === '' ? [] : ([['In-Reply-To', mail.messageId]] as const)),
      ...(references.length === 0 ? [] : ([['References', references.join(' ')]] as const)),
      ['Subject', encodedText(/^re\s*:/i.test(subject) ? subject : `Re: ${subject}`)],
    ],
    text,
  );
}
