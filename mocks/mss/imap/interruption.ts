/** How a command is answered when it is not done. */
export type RefusedStatus = 'NO' | 'BAD';

/**
 * Ends a command with NO or BAD. It never leaves this folder: a client's mistake is an answer of the protocol, not an
 * error of the bench.
 */
export class Refusal extends Error {
  readonly status: RefusedStatus;
  /** Response code of RFC 3501 §7.1 or RFC 5530, without its brackets. */
  readonly code: string | undefined;

  constructor(status: RefusedStatus, text: string, code?: string) {
    super(text);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
  }
}

/** A command that does not follow the grammar. */
export function malformed(detail: string): Refusal {
  return new Refusal('BAD', `Commande mal formulée : ${detail}`, 'CLIENTBUG');
}

/** Why nothing more is read of a client. */
export type WireEndReason = 'coupe' | 'delai' | 'trop_long';

/** Ends a connection; like {@link Refusal}, it never leaves this folder. */
export class WireEnd extends Error {
  readonly reason: WireEndReason;

  constructor(reason: WireEndReason) {
    super(reason);
    this.name = 'WireEnd';
    this.reason = reason;
  }
}

/** Ends a negotiation; its code is the reason that the journal keeps. */
export class HandshakeFailure extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.name = 'HandshakeFailure';
    this.code = code;
  }
}
