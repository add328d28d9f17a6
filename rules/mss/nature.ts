import { decodeWords, type Finding, headersNamed, type MimePart } from '../../core/index.ts';
import { type Mail, mailsOf, nothing } from '../pieces/index.ts';
import type { RuleInputs } from '../rule.ts';
import { addressesIn, domainOf, patientDomain } from './text.ts';

/** What a mail is: sent by a product, its word on a mail that it received, an operator's notice, or the mail of a patient. */
export type MailNature = 'envoi' | 'erreur' | 'accuse' | 'remise' | 'usager';

/** What a mail is, told by its parts, its subject and its sender, however far from its due form. */
export function natureOf(message: MimePart): MailNature {
  const { type, params } = message.contentType;
  const types = message.parts.map(({ contentType }) => contentType.type);
  const about = params['report-type']?.toLowerCase();
  if (types.includes('message/delivery-status') || about === 'delivery-status') return 'remise';
  if (types.includes('message/disposition-notification') || type === 'multipart/report') return 'accuse';
  if (/^\s*\[\s*(?:KO|Erreur)\b/i.test(subject(message))) return 'erreur';
  return addressesIn({ message }, 'from').some(isPatient) ? 'usager' : 'envoi';
}

/** True for a mail that answers another: who writes « Re: » does, though what says to which mail be missing. */
export function isReply(message: MimePart): boolean {
  const named = ['in-reply-to', 'references'].some((name) => headersNamed(message, name).length > 0);
  return natureOf(message) === 'envoi' && (named || /^\s*re\s*:/i.test(subject(message)));
}

/** True for a mail to a mailbox of Mon espace santé. */
export function isToPatient(message: MimePart): boolean {
  return addressesIn({ message }, 'to', 'cc').some(isPatient);
}

/** Applies a check to the mails that are what a rule looks at, among others; none is a finding. */
export function eachSuchMail(
  inputs: RuleInputs,
  { such, expected }: { such: (message: MimePart) => boolean; expected: string },
  check: (mail: Mail) => Finding[],
): Finding[] {
  const { pieces, findings } = mailsOf(inputs);
  const looked = pieces.filter(({ message }) => such(message));
  if (looked.length === 0 && findings.length === 0) return [nothing(inputs, 'aucun-courriel', expected)];
  return [...findings, ...looked.flatMap(check)];
}

function isPatient(address: string): boolean {
  return domainOf(address) === patientDomain;
}

function subject(message: MimePart): string {
  return decodeWords(headersNamed(message, 'subject')[0]?.value ?? '');
}
