import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { type ObservedExchange, observedExchanges } from '../observed.ts';
import { nothing } from '../pieces/index.ts';
import { defineRule, type RuleInputs } from '../rule.ts';

/** What may be said before TLS: greetings, and STARTTLS itself (RFC 3207 §4, RFC 3501 §6.2.1). */
const greetings = {
  smtp: /^(?:EHLO|HELO|NOOP|RSET|QUIT|STARTTLS)\b/i,
  imap: /^(?:CAPABILITY|STARTTLS|NOOP|LOGOUT|ID|SESSION)$/i,
};

export const starttls = defineRule({
  id: 'mss.starttls',
  version: '1',
  title: 'Le produit ne dit rien en clair que STARTTLS',
  source:
    'ECO.1.0.1, SC.MSS/CONF.05 (SMTP, RFC 3207) et ECO.1.0.2, SC.MSS/CONF.06 (IMAP, RFC 3501 §6.2.1) ; que rien ne parte en clair quand STARTTLS est refusé est déduit de RFC 3207 §4.1',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check(inputs) {
    const exchanges = observedExchanges(inputs).filter(({ attribution }) => attribution !== 'autre');
    if (exchanges.length === 0) return [nothing(inputs, 'aucun-echange', 'une session SMTP ou IMAP')];
    return exchanges.filter(({ tls }) => tls === null).flatMap((exchange) => said(inputs, exchange));
  },
});

function said(inputs: RuleInputs, { n, request }: ObservedExchange): Finding[] {
  const method = request?.method ?? '';
  const smtp = method === 'SESSION' || method === 'DATA';
  const lines = smtp ? clearLines(inputs[request?.input ?? '']) : [method];
  const wrong = lines.filter((line) => !(smtp ? greetings.smtp : greetings.imap).test(line));
  return unless(method !== 'DATA' && wrong.length === 0, {
    code: 'en-clair',
    where: `échange n° ${n} · ${method}`,
    expected: 'EHLO ou CAPABILITY, puis STARTTLS',
    // A command line in clear may hold a secret: its name tells enough.
    got: method === 'DATA' ? 'un courriel' : wrong.map((line) => line.split(/[ :]/)[0]),
    message: 'Le produit parle à l’opérateur sans que la connexion soit chiffrée.',
    remedy:
      'Exigez STARTTLS : si le serveur ne l’annonce pas ou le refuse, rompez la connexion, dites-le à l’utilisateur, et n’envoyez ni jeton, ni adresse, ni message.',
  });
}

function clearLines(bytes: Buffer | undefined): string[] {
  return (bytes?.toString('latin1') ?? '').split(/\r?\n/).filter((line) => line !== '');
}
