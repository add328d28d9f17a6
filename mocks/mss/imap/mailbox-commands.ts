import type { MailAccount } from '../mail-account.ts';
import type { Mailbox } from '../mailbox.ts';
import { mailboxFlags } from './flags.ts';
import { delimiter, globTest } from './glob.ts';
import { mailboxString } from './imap-string.ts';
import { malformed, Refusal } from './interruption.ts';
import { Selected } from './selected.ts';
import { accountOf, type CommandContext, type Completion, selectedOf, unselect } from './session.ts';

const nameMax = 200;
const patternMax = 1_000;

interface Listing {
  /** Selection options: `SUBSCRIBED`, `SPECIAL-USE`… */
  chosen: readonly string[];
  patterns: readonly string[];
}

/** LIST, with the options of RFC 5258 that clients send for the special uses, and LSUB. */
export function list(command: 'LIST' | 'LSUB'): (context: CommandContext) => Completion {
  return (context) => {
    const { reply } = context;
    const account = accountOf(context);
    const { chosen, patterns } = listing(context);
    if (patterns.join('') === '' && command === 'LIST') reply.untagged(`LIST (\\Noselect) "${delimiter}" ""`);
    const subscribed = command === 'LSUB' || chosen.includes('SUBSCRIBED');
    const tests = patterns.map(nameTest);
    const shown = account.mailboxes
      .filter(({ name }) => !subscribed || account.subscribed.has(name))
      .filter(({ specialUse }) => !chosen.includes('SPECIAL-USE') || specialUse !== undefined)
      .filter(({ name }) => tests.some((test) => test(name)));
    for (const mailbox of shown) {
      reply.untagged(`${command} ${attributes(mailbox, account)} "${delimiter}" ${mailboxString(mailbox.name)}`);
    }
    return { text: 'Fait' };
  };
}

function listing(context: CommandContext): Listing {
  const { args } = context;
  const chosen = args.next === '(' ? args.list(() => args.flag().toUpperCase()) : undefined;
  if (chosen !== undefined) args.space();
  const reference = args.pattern();
  args.space();
  const patterns = args.next === '(' ? args.list(() => args.pattern()) : [args.pattern()];
  if (args.skip(' ')) returnOptions(context);
  args.end();
  if (patterns.length > 20) throw new Refusal('NO', 'Trop de motifs', 'LIMIT');
  return { chosen: chosen ?? [], patterns: patterns.map((pattern) => reference + pattern) };
}

export function select(readOnly: boolean): (context: CommandContext) => Completion {
  return (context) => {
    const { args, reply, session } = context;
    const name = args.astring();
    args.end();
    const account = accountOf(context);
    // A SELECT that fails leaves no mailbox open (RFC 3501 §6.3.1).
    unselect(session);
    const mailbox = found(account, name);
    session.selected = new Selected(mailbox, readOnly);
    describe(mailbox, context);
    reply.untagged(`OK [PERMANENTFLAGS ${readOnly ? '()' : mailboxFlags.replace(')', ' \\*)')}] Drapeaux permanents`);
    return { text: 'Dossier ouvert', code: readOnly ? 'READ-ONLY' : 'READ-WRITE' };
  };
}

export function status(context: CommandContext): Completion {
  const { args, reply } = context;
  const name = args.astring();
  args.space();
  const items = args.list(() => args.atom().toUpperCase());
  args.end();
  const mailbox = found(accountOf(context), name);
  const values = items.map((item) => `${item} ${statusItem(item, mailbox)}`);
  reply.untagged(`STATUS ${mailboxString(mailbox.name)} (${values.join(' ')})`);
  return { text: 'Fait' };
}

export function create(context: CommandContext): Completion {
  const name = newName(context);
  context.args.end();
  const account = accountOf(context);
  if (account.mailbox(name) !== undefined) throw new Refusal('NO', 'Ce dossier existe', 'ALREADYEXISTS');
  if (account.create(name) === undefined) throw new Refusal('NO', 'Trop de dossiers', 'LIMIT');
  return { text: 'Fait' };
}

export function remove(context: CommandContext): Completion {
  const name = context.args.astring();
  context.args.end();
  const account = accountOf(context);
  const mailbox = found(account, name);
  if (context.session.selected?.mailbox === mailbox) unselect(context.session);
  if (!account.delete(name)) throw new Refusal('NO', 'INBOX ne se supprime pas', 'CANNOT');
  return { text: 'Fait' };
}

export function rename(context: CommandContext): Completion {
  const from = context.args.astring();
  context.args.space();
  const to = newName(context);
  context.args.end();
  const account = accountOf(context);
  const mailbox = found(account, from);
  if (account.mailbox(to) !== undefined) throw new Refusal('NO', 'Ce dossier existe', 'ALREADYEXISTS');
  if (mailbox.name !== 'INBOX' && context.session.selected?.mailbox === mailbox) unselect(context.session);
  if (!account.rename(from, to)) throw new Refusal('NO', 'Trop de dossiers', 'LIMIT');
  return { text: 'Fait' };
}

export function subscribe(wanted: boolean): (context: CommandContext) => Completion {
  return (context) => {
    const name = context.args.astring();
    context.args.end();
    const { subscribed } = accountOf(context);
    if (wanted) subscribed.add(found(accountOf(context), name).name);
    else subscribed.delete(name);
    return { text: 'Fait' };
  };
}

/** CLOSE removes the deleted messages without a word; UNSELECT (RFC 3691) leaves them. */
export function leave(expunges: boolean): (context: CommandContext) => Completion {
  return (context) => {
    context.args.end();
    const { mailbox, readOnly } = selectedOf(context);
    unselect(context.session);
    if (expunges && !readOnly) {
      mailbox.expunge(mailbox.messages.filter(({ flags }) => flags.has('\\Deleted')).map(({ uid }) => uid));
    }
    return { text: 'Dossier quitte' };
  };
}

/** The mailbox of that name. */
export function found(account: MailAccount, name: string, code = 'NONEXISTENT'): Mailbox {
  const mailbox = account.mailbox(name);
  if (mailbox === undefined) throw new Refusal('NO', 'Dossier inconnu', code);
  return mailbox;
}

function describe(mailbox: Mailbox, { reply }: CommandContext): void {
  const unseen = mailbox.messages.findIndex(({ flags }) => !flags.has('\\Seen'));
  reply.untagged(`FLAGS ${mailboxFlags}`);
  reply.untagged(`${mailbox.messages.length} EXISTS`);
  reply.untagged('0 RECENT');
  if (unseen >= 0) reply.untagged(`OK [UNSEEN ${unseen + 1}] Premier non lu`);
  reply.untagged(`OK [UIDVALIDITY ${mailbox.uidValidity}] UID valides`);
  reply.untagged(`OK [UIDNEXT ${mailbox.uidNext}] UID suivant`);
}

function statusItem(item: string, mailbox: Mailbox): number {
  switch (item) {
    case 'MESSAGES':
      return mailbox.messages.length;
    case 'RECENT':
      return 0;
    case 'UIDNEXT':
      return mailbox.uidNext;
    case 'UIDVALIDITY':
      return mailbox.uidValidity;
    case 'UNSEEN':
      return mailbox.messages.filter(({ flags }) => !flags.has('\\Seen')).length;
    default:
      throw malformed(`element de STATUS « ${item.slice(0, 40)} »`);
  }
}

function attributes({ name, specialUse }: Mailbox, { mailboxes }: MailAccount): string {
  const parent = mailboxes.some((other) => other.name.startsWith(name + delimiter));
  const shown = [parent ? '\\HasChildren' : '\\HasNoChildren', ...(specialUse === undefined ? [] : [specialUse])];
  return `(${shown.join(' ')})`;
}

function returnOptions({ args }: CommandContext): void {
  if (args.atom().toUpperCase() !== 'RETURN') throw malformed('RETURN attendu');
  args.space();
  const known = ['SUBSCRIBED', 'CHILDREN', 'SPECIAL-USE'];
  for (const option of args.list(() => args.atom().toUpperCase())) {
    if (!known.includes(option)) throw malformed(`option « ${option.slice(0, 40)} »`);
  }
}

function nameTest(pattern: string): (name: string) => boolean {
  if (pattern.length > patternMax) throw new Refusal('NO', 'Motif trop long', 'LIMIT');
  const [exact, inbox] = [globTest(pattern), globTest(pattern.toUpperCase())];
  return (name) => exact(name) || (name === 'INBOX' && inbox(name));
}

/** A name for a mailbox: printable ASCII, as modified UTF-7 is (RFC 3501 §5.1.3), and no wildcard. */
function newName({ args }: CommandContext): string {
  const name = args.astring().replace(/\/$/, '');
  const levels = name.split(delimiter);
  if (!/^[ !#$&-)+-[\]-~]+$/.test(name) || levels.includes('') || name.length > nameMax) {
    throw new Refusal('NO', 'Nom de dossier refuse', 'CANNOT');
  }
  return name;
}
