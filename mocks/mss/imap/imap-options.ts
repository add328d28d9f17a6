import type { X509Certificate } from 'node:crypto';
import type { SecureContextOptions } from 'node:tls';
import type { Environment, Journal } from '../../../core/index.ts';
import type { MailStore } from '../mail-store.ts';

/** `psc`: personal and organisational mailboxes, by a token of Pro Santé Connect. `app`: applicative ones, by certificate. */
export type ImapListener = 'psc' | 'app';

/** Tells what an access token is worth. Rejects when it can't be told now. */
export type TokenValidator = (
  token: string,
) => Promise<{ ok: true; subject: string; mailboxes?: string[] } | { ok: false; reason: string }>;

/** How long a client may take, in milliseconds. */
export interface ImapDelays {
  handshake: number;
  /** Silence before it signs in. */
  anonymous: number;
  /** Silence between two commands, and in IDLE (RFC 3501 §5.4: 30 minutes at least). */
  idle: number;
  /** Silence in the middle of a command. */
  stalled: number;
  /** Without taking any byte of an answer. */
  write: number;
}

/** Bounds put on clients. */
export interface ImapLimits {
  /** Bytes of a line. */
  line: number;
  /** Bytes of a message given to APPEND. */
  literal: number;
  /** Bytes of the messages that all clients are giving at one time. */
  literals: number;
  /** Connections of one listener. */
  connections: number;
  delays: ImapDelays;
}

const megabyte = 1024 * 1024;
const minute = 60_000;

/** Lines of 64 kB, messages of 32 MB, 100 connections, 30 minutes of silence. */
export const defaultImapLimits: ImapLimits = {
  line: 64 * 1024,
  literal: 32 * megabyte,
  literals: 256 * megabyte,
  connections: 100,
  delays: { handshake: 10_000, anonymous: 2 * minute, idle: 30 * minute, stalled: minute, write: minute },
};

/** A command about to be served. */
export interface ImapMoment {
  listener: ImapListener;
  /** Upper case: `MOVE`, `UID FETCH`. */
  command: string;
  /** Mailbox signed in, if any. */
  address?: string;
}

/**
 * An outage to show (facts, MSS §9.4): the command refused (NO, with the real service's `Internal error`, or BAD), the
 * session ended by BYE, the connection cut without a word, or the answer kept waiting. In IDLE, the end comes `ms` after
 * the client began to wait.
 */
export type ImapFault =
  | { kind: 'refus'; status?: 'NO' | 'BAD'; text?: string }
  | { kind: 'fin'; text?: string; ms?: number }
  | { kind: 'coupure'; ms?: number }
  | { kind: 'attente'; ms: number };

/** What the IMAP server needs of the bench. */
export interface ImapOptions {
  environment: Environment;
  journal: Journal;
  store: MailStore;
  /** Address to bind. */
  listen: string;
  /** 0 takes any free port. */
  ports: Record<ImapListener, number>;
  /** PEM of the server's certificate with its intermediates, and of its key. */
  credential: { cert: string; key: string };
  /** PEM of the authorities whose client certificates open applicative mailboxes. */
  clientAuthorities: readonly string[];
  validateToken: TokenValidator;
  /** Whether a client certificate is revoked. */
  revoked?: (certificate: X509Certificate) => boolean;
  /** Consulted before each command; what it gives is shown to the client. */
  fault?: (moment: ImapMoment) => ImapFault | undefined;
  /** Replaces parts of the TLS settings: to show a lapsed certificate, a forbidden suite, an old version. */
  tls?: SecureContextOptions;
  limits?: ImapLimits;
  /** Name of the listener in the journal, where it is another than that of its interface: the kind of a faulty one. */
  path?: string;
}

/** A session that is open. */
export interface ImapSessionFacts {
  listener: ImapListener;
  remoteAddress: string;
  /** ISO 8601. */
  since: string;
  /** Mailbox signed in, if any. */
  address?: string;
  /** Mailbox folder open, if any. */
  folder?: string;
}

/** The running server. */
export interface ImapHost {
  ports: Record<ImapListener, number>;
  /** The first error that kept an exchange from being kept, if any. */
  readonly failure: unknown;
  /** The sessions that are open now. */
  sessions(): ImapSessionFacts[];
  /** Ends the sessions of a mailbox, or all of them, as an operator does; returns how many (ECO.1.2.7). */
  cut(address?: string): number;
  /** Ends the sessions that were silent for so long by the injected clock. */
  sweep(idleMs: number): void;
  /** Stops listening, cuts what is open, and resolves once the last exchange is kept. */
  stop(): Promise<void>;
}
