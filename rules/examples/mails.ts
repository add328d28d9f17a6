import type { RuleInputs } from '../rule.ts';
import { observation } from './observation.ts';

/** What an exchange of the wire is made of in a test or an example. */
export interface WireChanges {
  method?: string;
  path?: string;
  headers?: Array<[string, string]>;
  attribution?: 'personne' | 'autre' | 'inconnue';
  status?: number;
  tronque?: boolean;
  /** `null` for a connection in clear. */
  tls?: null;
}

/** Inputs of a rule that looks at bodies on the wire. */
export function wire(...exchanges: Array<{ body: Buffer | string } & WireChanges>): RuleInputs {
  const value = exchanges.map((exchange, i) => ({
    n: i + 1,
    at: '2026-03-02T09:15:30.250Z',
    outcome: 'complet',
    attribution: exchange.attribution ?? 'personne',
    tls: exchange.tls === null ? null : { version: 'TLSv1.2', authorized: true },
    request: {
      method: exchange.method ?? 'POST',
      path: exchange.path ?? '/',
      headers: exchange.headers ?? [],
      input: `requete-${i + 1}`,
      ...(exchange.tronque && { tronque: true }),
    },
    response: { status: exchange.status ?? 200, input: `reponse-${i + 1}` },
  }));
  const bodies = exchanges.map(({ body }, i) => [`requete-${i + 1}`, Buffer.from(body)] as const);
  return { echanges: observation({ service: 'essai', exchanges: value }), ...Object.fromEntries(bodies) };
}

/** Inputs of a rule that looks at mails: one submission a message, its envelope that of a right one unless told. */
export function mails(...messages: Array<Buffer | string | ({ body: Buffer | string } & WireChanges)>): RuleInputs {
  const envelope: Array<[string, string]> = [
    ['MAIL FROM', '<medecin@test.mssante.fr> SIZE=2000'],
    ['RCPT TO', '<confrere@test.mssante.fr>'],
    ['AUTH', 'XOAUTH2'],
    ['USER', 'medecin@test.mssante.fr'],
  ];
  const submissions = messages.map((message) =>
    typeof message === 'string' || Buffer.isBuffer(message) ? { body: message } : message,
  );
  return wire(
    ...submissions.map((message) => ({ method: 'DATA', path: 'psc', headers: envelope, status: 250, ...message })),
  );
}

/** A command of an IMAP session: a sign-in where `auth` is told. */
interface ImapCommand {
  method?: string;
  path?: string;
  auth?: string;
  tls?: boolean;
  certificate?: boolean;
}

const peer = { subject: 'CN=TEST ORG AUTH_CLI', issuer: 'CN=TEST AC IGC-SANTE ELEMENTAIRE ORGANISATIONS' };

/** Inputs of a rule that looks at an IMAP session, one exchange a command. */
export function imapCommands(...commands: ImapCommand[]): RuleInputs {
  const exchanges = commands.map(
    ({ method = 'AUTHENTICATE', path = '', auth, tls = true, certificate = false }, i) => ({
      n: i + 1,
      at: '2026-03-02T09:15:30.250Z',
      outcome: 'complet',
      attribution: 'personne',
      tls: tls ? { version: 'TLSv1.2', authorized: certificate, ...(certificate ? { peer } : {}) } : null,
      request: { method, path, headers: auth === undefined ? [] : [['AUTH', auth]], input: `requete-${i + 1}` },
      response: { status: 200, input: `reponse-${i + 1}` },
    }),
  );
  return { echanges: observation({ service: 'mss-imap', exchanges }) };
}
