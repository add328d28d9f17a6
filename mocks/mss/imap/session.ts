import type { MailAccount } from '../mail-account.ts';
import type { Cursor } from './cursor.ts';
import type { ImapListener, ImapOptions } from './imap-options.ts';
import { Refusal } from './interruption.ts';
import type { Reply } from './reply.ts';
import type { Selected } from './selected.ts';

/** What the server knows of one client. */
export interface Session {
  readonly listener: ImapListener;
  /** True once TLS is there. */
  secure: boolean;
  /** Organisational units of the client certificate's subject. */
  units: readonly string[];
  account?: MailAccount;
  selected?: Selected;
  /** Times that it failed to sign in. */
  failures: number;
}

/** What a command says of itself to the journal. */
export interface CommandTrace {
  headers: Array<[string, string]>;
  keys: Set<string>;
}

/** What a command exchanges with the client before it is answered. */
export interface Dialog {
  /** Sends `+ prompt` and gives the line that follows, without its end. */
  ask(prompt: string): Promise<string>;
  /** Sends untagged lines at once. */
  push(chunks: readonly Buffer[]): void;
}

/** A command being served. */
export interface CommandContext {
  tag: string;
  session: Session;
  args: Cursor;
  reply: Reply;
  /** True for the `UID` form of a command. */
  byUid: boolean;
  trace: CommandTrace;
  dialog: Dialog;
  options: ImapOptions;
}

/** A command that is done. A command that is not throws a {@link Refusal}. */
export interface Completion {
  text: string;
  code?: string;
  /** What follows the answer. */
  next?: 'tls' | 'fin';
}

export type CommandHandler = (context: CommandContext) => Completion | Promise<Completion>;

/** The account of a session that has signed in. */
export function accountOf({ session }: CommandContext): MailAccount {
  if (session.account === undefined) throw new Refusal('BAD', 'Session non ouverte', 'CLIENTBUG');
  return session.account;
}

/** The mailbox that a session has open; `writable`: one that it may change. */
export function selectedOf({ session }: CommandContext, writable = false): Selected {
  if (session.selected === undefined) throw new Refusal('BAD', 'Aucun dossier ouvert', 'CLIENTBUG');
  if (writable && session.selected.readOnly) throw new Refusal('NO', 'Dossier ouvert en lecture seule', 'NOPERM');
  return session.selected;
}

/** Leaves the open mailbox. */
export function unselect(session: Session): void {
  session.selected?.release();
  delete session.selected;
}
