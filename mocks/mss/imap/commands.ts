import * as mailbox from './mailbox-commands.ts';
import * as message from './message-commands.ts';
import { authenticate, login } from './sasl.ts';
import { search } from './search-command.ts';
import type { CommandHandler } from './session.ts';
import * as session from './session-commands.ts';

/** A command of the server. */
export interface Command {
  run: CommandHandler;
  /**
   * Message numbers stay as they are: FETCH, STORE and SEARCH (RFC 3501 §7.4.1). Kept for their UID forms too, which
   * the RFC leaves free, because clients mix both.
   */
  keepsNumbers?: true;
  /** Its arguments hold credentials, which the journal never does. */
  secret?: true;
}

const byName: Readonly<Record<string, Command>> = {
  CAPABILITY: { run: session.capability },
  NOOP: { run: session.noop },
  CHECK: { run: session.noop },
  LOGOUT: { run: session.logout },
  ID: { run: session.id },
  ENABLE: { run: session.enable },
  STARTTLS: { run: session.startTls },
  AUTHENTICATE: { run: authenticate, secret: true },
  LOGIN: { run: login, secret: true },
  NAMESPACE: { run: session.namespace },
  IDLE: { run: session.idle },
  GETQUOTAROOT: { run: session.getQuotaRoot },
  GETQUOTA: { run: session.getQuota },
  LIST: { run: mailbox.list('LIST') },
  LSUB: { run: mailbox.list('LSUB') },
  SELECT: { run: mailbox.select(false) },
  EXAMINE: { run: mailbox.select(true) },
  STATUS: { run: mailbox.status },
  CREATE: { run: mailbox.create },
  DELETE: { run: mailbox.remove },
  RENAME: { run: mailbox.rename },
  SUBSCRIBE: { run: mailbox.subscribe(true) },
  UNSUBSCRIBE: { run: mailbox.subscribe(false) },
  CLOSE: { run: mailbox.leave(true) },
  UNSELECT: { run: mailbox.leave(false) },
  APPEND: { run: message.append },
  FETCH: { run: message.fetch, keepsNumbers: true },
  'UID FETCH': { run: message.fetch, keepsNumbers: true },
  STORE: { run: message.store, keepsNumbers: true },
  'UID STORE': { run: message.store, keepsNumbers: true },
  SEARCH: { run: search, keepsNumbers: true },
  'UID SEARCH': { run: search, keepsNumbers: true },
  COPY: { run: message.transfer(false) },
  'UID COPY': { run: message.transfer(false) },
  MOVE: { run: message.transfer(true) },
  'UID MOVE': { run: message.transfer(true) },
  EXPUNGE: { run: message.expunge },
  'UID EXPUNGE': { run: message.expunge },
};

/** The command of that name, in upper case; undefined when there is none. */
export function commandNamed(name: string): Command | undefined {
  return Object.hasOwn(byName, name) ? byName[name] : undefined;
}
