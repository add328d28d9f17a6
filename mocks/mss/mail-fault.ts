import type { ImapFault } from './imap/index.ts';

/**
 * Where an SMTP session can go wrong: before the greeting, at a verb, in the middle of the message (`MESSAGE`), at its
 * final dot (`FIN_DATA`). `EHLO` is HELO too.
 */
export type SmtpStage =
  | 'CONNEXION'
  | 'EHLO'
  | 'STARTTLS'
  | 'AUTH'
  | 'MAIL'
  | 'RCPT'
  | 'DATA'
  | 'MESSAGE'
  | 'FIN_DATA'
  | 'RSET'
  | 'NOOP'
  | 'QUIT';

/** Codes that an operator can refuse with (facts, MSS §9.4). */
export type SmtpFaultCode = 421 | 450 | 451 | 452 | 550 | 552 | 554;

/** What goes wrong at a stage: a refusal, an answer kept waiting, the connection cut. */
export type SmtpFault =
  | { kind: 'refus'; code: SmtpFaultCode /** With its enhanced code; the usual one unless said. */; text?: string }
  | { kind: 'attente'; ms: number }
  | { kind: 'coupure' };

interface FaultScope {
  /** Interface; both unless said. */
  interface?: 'psc' | 'app';
  /**
   * Mailbox: the one signed in, or an address of the envelope. Absent: any client. Before a client has signed in only
   * programs without mailbox apply, AUTH and AUTHENTICATE excepted, that name one.
   */
  bal?: string;
  /** Times that it is passed over before it shows: a session cut after N commands. */
  apres?: number;
  /** Times that it shows; until `reset` unless said. */
  fois?: number;
  /** Scenario that it is for. */
  owner?: string;
}

/** A mail fault to show (facts, MSS §9.4): whoever meets it, where, how often. */
export type MailFault = FaultScope &
  (
    | { protocole: 'smtp'; etape: Exclude<SmtpStage, 'MESSAGE'>; effet: SmtpFault }
    | { protocole: 'smtp'; etape: 'MESSAGE'; effet: Extract<SmtpFault, { kind: 'coupure' }> }
    /** `commande`: `MOVE` is `UID MOVE` too; `*` is any. In IDLE, what cuts does so while the client waits. */
    | { protocole: 'imap'; commande: string; effet: ImapFault }
  );

/** Usual texts, with their enhanced codes (RFC 3463). */
export const smtpFaultTexts: Readonly<Record<SmtpFaultCode, string>> = {
  421: '4.3.2 Service not available, closing transmission channel',
  450: '4.2.0 Mailbox unavailable, try again later',
  451: '4.3.0 Local error in processing',
  452: '4.3.1 Insufficient system storage',
  550: '5.7.1 Message refused',
  552: '5.2.2 Mailbox full',
  554: '5.3.0 Transaction failed',
};
