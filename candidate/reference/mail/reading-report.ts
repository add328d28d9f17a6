import { randomUUID } from 'node:crypto';
import type { DefectSet } from '../defects.ts';
import { nil } from './message-writer.ts';
import type { ReceivedMail } from './received-mail.ts';

/** What a notice of reading is written from. */
export interface ReadingReport {
  from: string;
  recipient: string;
  received: ReceivedMail;
  planted: DefectSet;
}

/** A notice that a message was read and its documents filed (RFC 8098; facts, MSS §6): three parts, the original last. */
export function writeReadingReport({ from, recipient, received, planted }: ReadingReport): Buffer {
  const { messageId } = received.mail;
  const boundary = `accuse-${randomUUID()}`;
  const domain = from.split('@')[1] ?? '';
  const head = [
    `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
    `From: <${from}>`,
    `To: <${recipient}>`,
    `Message-ID: <${randomUUID()}@${domain}>`,
    ...(messageId === '' ? [] : [`In-Reply-To: ${messageId}`, `References: ${messageId}`]),
    'Subject: =?UTF-8?Q?Accus=C3=A9_de_lecture?=',
    'Auto-Submitted: auto-replied',
    ...(planted.has('nil-absent') ? [] : [`X-MSS-NIL: ${nil}`]),
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=disposition-notification; boundary="${boundary}"`,
  ];
  const human = [
    'Content-Type: text/plain; charset=UTF-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    'Votre message a été lu.',
  ];
  const machine = [
    'Content-Type: message/disposition-notification',
    '',
    `Reporting-UA: ${domain}; Cabinet-Temoin 1.4.0`,
    `Original-Recipient: rfc822;${from}`,
    `Final-Recipient: rfc822;${from}`,
    ...(messageId === '' || planted.has('accuse-lecture-sans-origine') ? [] : [`Original-Message-ID: ${messageId}`]),
    'Disposition: manual-action/MDN-sent-manually; displayed',
  ];
  const lines = [...head, '', `--${boundary}`, ...human, '', `--${boundary}`, ...machine, '', `--${boundary}`];
  const original = ['Content-Type: message/rfc822', 'Content-Transfer-Encoding: 8bit', '', ''];
  return Buffer.concat([
    Buffer.from([...lines, ...original].join('\r\n'), 'utf8'),
    received.raw ?? Buffer.alloc(0),
    Buffer.from(`\r\n--${boundary}--\r\n`, 'utf8'),
  ]);
}
