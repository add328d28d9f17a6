import type { Received } from '../hl7/er7.ts';

/** What a business acknowledgement says (ZAM; volet CI-SIS, table AckMetierZAM). */
export interface BusinessAnswer {
  /** MSH-10 of the message that carried the document. */
  message: string;
  about: 'dmp' | 'mssante';
  /** In words, as the screen shows it. */
  text: string;
}

const events = {
  Z01: { about: 'dmp', done: 'déposé au DMP', failed: 'échec du dépôt au DMP' },
  Z02: { about: 'mssante', done: 'reçu', failed: 'non remis' },
  Z03: { about: 'mssante', done: 'lu', failed: 'non lu' },
} as const;

/** Reads a business acknowledgement; null for another message. */
export function businessAnswer(message: Received): BusinessAnswer | null {
  const event = message.get('MSH', 9, 2);
  if (message.get('MSH', 9) !== 'ZAM' || !Object.hasOwn(events, event)) return null;
  const { about, done, failed } = events[event as keyof typeof events];
  const [status, mailbox] = [message.get('OBX', 5), message.nth('OBX', 2, [5, 4])];
  const whom = about === 'mssante' && mailbox !== '' ? ` par ${mailbox}` : '';
  const text = status === 'Y' ? `${done}${whom}` : `${failed}${whom}${errorText(message)}`;
  return { message: message.get('OBX', 4), about, text };
}

/** Why a message was refused, or failed: the code and its label, in parentheses; empty when nothing says it. */
export function errorText(message: Received): string {
  const [code, label] = [
    message.get('ERR', 5) || message.get('ERR', 3),
    message.get('ERR', 5, 2) || message.get('ERR', 8),
  ];
  const told = [code, label].filter((part) => part !== '').join(' ');
  return told === '' ? '' : ` (${told})`;
}

/** A technical acknowledgement, in words. */
export function technicalAnswer(answer: Received): { accepted: boolean; text: string } {
  const code = answer.get('MSA', 1);
  if (code === 'AA') return { accepted: true, text: 'accepté' };
  return { accepted: false, text: `${code === 'AR' ? 'rejeté' : 'refusé'}${errorText(answer)}` };
}
