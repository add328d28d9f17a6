import { type Finding, headersNamed, isProbantError, type MimePart, readMime } from '../../core/index.ts';
import type { ObservedExchange } from '../observed.ts';
import type { RuleInputs } from '../rule.ts';
import { type At, type Carrier, carriersOf, type Found, nothing, startsWith, unreadable } from './carriers.ts';

/** What the SMTP session said of the message: the exchange of a submitted mail has it as its headers. */
export interface Envelope {
  from: string;
  to: string[];
  /** `XOAUTH2`, `PLAIN`; empty without authentication. */
  auth: string;
  user: string;
}

/** A mail as it was submitted, or a document that is one. */
export interface Mail {
  message: MimePart;
  bytes: Buffer;
  exchange: ObservedExchange | null;
  /** Null for a document. */
  envelope: Envelope | null;
  at: At;
}

/** Applies a check to each mail of the person; none at all, or one that cannot be read, is a finding. */
export async function eachMail(
  inputs: RuleInputs,
  check: (mail: Mail) => Finding[] | Promise<Finding[]>,
): Promise<Finding[]> {
  const { pieces, findings } = mailsOf(inputs);
  if (pieces.length === 0 && findings.length === 0) return [nothing(inputs, 'aucun-courriel', 'un courriel')];
  const checked: Finding[] = [];
  for (const mail of pieces) checked.push(...(await check(mail)));
  return [...findings, ...checked];
}

/** The mails of the person, in order. */
export function mailsOf(inputs: RuleInputs): Found<Mail> {
  const found: Found<Mail> = { pieces: [], findings: [] };
  for (const carrier of carriersOf(inputs).filter(isMail)) {
    try {
      found.pieces.push(mail(carrier));
    } catch (thrown) {
      if (!isProbantError(thrown)) throw thrown;
      const where = carrier.at('message');
      found.findings.push(unreadable({ code: 'courriel-illisible', where, expected: 'un message MIME', thrown }));
    }
  }
  return found;
}

/** True for what the mock of submission recorded as a message, and for a document that is no XML, ZIP or PDF. */
export function isMail({ bytes, exchange }: Carrier): boolean {
  if (exchange !== null) return exchange.request?.method === 'DATA';
  return !['<', 'PK', '%PDF'].some((start) => startsWith(bytes, start));
}

function mail({ bytes, exchange, at }: Carrier): Mail {
  return { message: readMime(bytes), bytes, exchange, envelope: exchange && envelopeOf(exchange), at };
}

function envelopeOf(exchange: ObservedExchange): Envelope {
  const values = (name: string): string[] =>
    (exchange.request?.headers ?? []).filter(([key]) => key.toUpperCase() === name).map(([, value]) => value);
  const address = (value: string): string => (/<([^<>]*)>/.exec(value)?.[1] ?? value.split(' ')[0] ?? '').trim();
  return {
    from: address(values('MAIL FROM')[0] ?? ''),
    // A recipient that the operator refused is one that the product wrote to.
    to: [...values('RCPT TO'), ...values('RCPT TO REFUSÉ')].map(address),
    auth: values('AUTH')[0] ?? '',
    user: values('USER')[0] ?? '',
  };
}

/** The value of the first header of that name, or null. */
export function headerOf({ message }: Pick<Mail, 'message'>, name: string): string | null {
  return headersNamed(message, name)[0]?.value ?? null;
}

/** Parts of the mail itself: not those of a message that it encloses. */
export function ownParts({ message }: Pick<Mail, 'message'>): MimePart[] {
  const own = (part: MimePart): MimePart[] =>
    part.contentType.type === 'message/rfc822' ? [part] : [part, ...part.parts.flatMap(own)];
  return own(message);
}
