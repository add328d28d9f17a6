import { fetchAnswer, marksSeen, readsContent } from './fetch-answer.ts';
import { parseFetchItems } from './fetch-items.ts';
import { changedFlags, checkedFlags, flagList } from './flags.ts';
import { parseDateTime } from './imap-date.ts';
import { malformed, Refusal } from './interruption.ts';
import { found } from './mailbox-commands.ts';
import { keysOfMessage } from './message-keys.ts';
import type { Numbered, Selected } from './selected.ts';
import { formatSet, parseSet } from './sequence-set.ts';
import { accountOf, type CommandContext, type Completion, selectedOf } from './session.ts';

/** Messages read at once whose own keys go to the journal: beyond, the exchange is nobody's in particular. */
const attributedMax = 50;

export function fetch(context: CommandContext): Completion {
  const { args, byUid, reply } = context;
  const selected = selectedOf(context);
  const set = parseSet(args);
  args.space();
  const items = parseFetchItems(args);
  args.end();
  if (byUid && !items.some(({ kind }) => kind === 'UID')) items.unshift({ kind: 'UID' });
  const seen = marksSeen(items) && !selected.readOnly;
  const messages = selected.pick(set, byUid);
  if (readsContent(items)) attribute(context, messages);
  for (const entry of messages) {
    const marked = seen && markSeen(selected, entry);
    // What reading changed is part of the answer (RFC 3501 §6.4.5).
    const told = marked && !items.some(({ kind }) => kind === 'FLAGS') ? [...items, { kind: 'FLAGS' as const }] : items;
    reply.untagged(`${entry.seq} FETCH `, ...fetchAnswer(entry.message, told));
  }
  return { text: 'Fait' };
}

/** STORE: `FLAGS`, `+FLAGS` or `-FLAGS`, with `.SILENT` or not. */
export function store(context: CommandContext): Completion {
  const { args, byUid, reply } = context;
  const selected = selectedOf(context, true);
  const set = parseSet(args);
  args.space();
  const sign = args.skip('+') ? '+' : args.skip('-') ? '-' : '';
  const name = args.atom().toUpperCase();
  if (name !== 'FLAGS' && name !== 'FLAGS.SILENT') throw malformed('FLAGS attendu');
  args.space();
  const given = checkedFlags(args.next === '(' ? args.list(() => args.flag()) : flagWords(context));
  args.end();
  for (const { seq, message } of selected.pick(set, byUid)) {
    const flags = changedFlags(message.flags, sign, given);
    selected.setFlags(message.uid, flags);
    const uid = byUid ? `UID ${message.uid} ` : '';
    if (name === 'FLAGS') reply.untagged(`${seq} FETCH (${uid}FLAGS ${flagList(flags)})`);
  }
  return { text: 'Fait' };
}

/** COPY, and MOVE (RFC 6851); both say where the messages went (RFC 4315). */
export function transfer(moves: boolean): (context: CommandContext) => Completion {
  return (context) => {
    const { args, byUid, reply } = context;
    const selected = selectedOf(context, moves);
    const set = parseSet(args);
    args.space();
    const target = found(accountOf(context), args.astring(), 'TRYCREATE');
    args.end();
    const messages = selected.pick(set, byUid).map(({ message }) => message);
    const filed = moves ? target.take(selected.mailbox, messages) : target.copy(messages);
    if (filed === undefined) throw new Refusal('NO', 'Boite pleine', 'OVERQUOTA');
    const [from, to] = [messages, filed].map((group) => formatSet(group.map(({ uid }) => uid)));
    const code = `COPYUID ${target.uidValidity} ${from} ${to}`;
    if (messages.length === 0) return { text: 'Aucun message' };
    if (!moves) return { text: 'Fait', code };
    // Told before the messages go (RFC 6851 §4.3).
    reply.untagged(`OK [${code}] Deplace`);
    return { text: 'Fait' };
  };
}

/** EXPUNGE, and UID EXPUNGE of a set (RFC 4315). */
export function expunge(context: CommandContext): Completion {
  const { args, byUid } = context;
  const selected = selectedOf(context, true);
  const messages = byUid ? selected.pick(parseSet(args), true) : selected.all();
  args.end();
  const deleted = messages.filter(({ message }) => message.flags.has('\\Deleted'));
  selected.mailbox.expunge(deleted.map(({ message }) => message.uid));
  return { text: 'Fait' };
}

export function append(context: CommandContext): Completion {
  const { args, trace } = context;
  const account = accountOf(context);
  const name = args.astring();
  args.space();
  const flags = args.next === '(' ? checkedFlags(args.list(() => args.flag())) : [];
  args.skip(' ');
  const date = args.next === '"' ? parseDateTime(args.string()) : undefined;
  args.skip(' ');
  const raw = args.literal();
  args.end();
  for (const key of keysOfMessage(raw)) trace.keys.add(key);
  const mailbox = found(account, name, 'TRYCREATE');
  if (raw.length === 0) throw new Refusal('NO', 'Message vide', 'CANNOT');
  const filed = mailbox.append({ raw, flags, ...(date === undefined ? {} : { internalDate: date }) });
  if (filed === undefined) throw new Refusal('NO', 'Boite pleine', 'OVERQUOTA');
  return { text: 'Fait', code: `APPENDUID ${mailbox.uidValidity} ${filed.uid}` };
}

function flagWords({ args }: CommandContext): string[] {
  const flags = [args.flag()];
  while (args.skip(' ')) flags.push(args.flag());
  return flags;
}

/** True when the message was not seen before; the entry shows it as it now is. */
function markSeen(selected: Selected, entry: Numbered): boolean {
  const { message } = entry;
  if (message.flags.has('\\Seen')) return false;
  const flags = new Set([...message.flags, '\\Seen']);
  selected.setFlags(message.uid, flags);
  entry.message = { ...message, flags };
  return true;
}

function attribute({ trace }: CommandContext, messages: readonly Numbered[]): void {
  if (messages.length > attributedMax) return;
  for (const { message } of messages) for (const key of keysOfMessage(message.raw)) trace.keys.add(key);
}
