import type { Cursor } from './cursor.ts';
import { malformed, Refusal } from './interruption.ts';
import { parseSearch } from './search-keys.ts';
import { matcher } from './search-match.ts';
import { formatSet } from './sequence-set.ts';
import { type CommandContext, type Completion, selectedOf } from './session.ts';

/** SEARCH, and its short answer (ESEARCH, RFC 4731) where the client asks for it by RETURN. */
export function search(context: CommandContext): Completion {
  const { args, byUid, reply } = context;
  const selected = selectedOf(context);
  const wanted = returned(args);
  checkCharset(args);
  const test = matcher(parseSearch(args), { seq: selected.count, uid: selected.lastUid });
  args.end();
  const found = selected
    .all()
    .filter(test)
    .map(({ seq, message }) => (byUid ? message.uid : seq));
  if (wanted === undefined) reply.untagged(['SEARCH', ...found].join(' '));
  else reply.untagged(`ESEARCH (TAG "${context.tag}")${byUid ? ' UID' : ''}${summary(found, wanted)}`);
  return { text: 'Fait' };
}

const options = ['MIN', 'MAX', 'COUNT', 'ALL'] as const;

function returned(args: Cursor): string[] | undefined {
  if (!args.word('RETURN ')) return undefined;
  const wanted = args.list(() => args.atom().toUpperCase());
  const unknown = wanted.find((option) => !options.some((known) => known === option));
  if (unknown !== undefined) throw malformed(`option « ${unknown.slice(0, 40)} »`);
  args.space();
  return wanted.length === 0 ? ['ALL'] : wanted;
}

function checkCharset(args: Cursor): void {
  if (!args.word('CHARSET ')) return;
  const charset = args.astring().toUpperCase();
  if (!['UTF-8', 'US-ASCII'].includes(charset)) {
    throw new Refusal('NO', 'Jeu de caracteres inconnu', 'BADCHARSET (UTF-8 US-ASCII)');
  }
  args.space();
}

/** `ALL`, `MIN` and `MAX` are left out when nothing was found; `COUNT` is not. */
function summary(found: readonly number[], wanted: readonly string[]): string {
  const [first, last] = [found[0], found.at(-1)];
  const values: Record<string, string | number | undefined> = {
    MIN: first,
    MAX: last,
    COUNT: found.length,
    ALL: first === undefined ? undefined : formatSet(found),
  };
  return options
    .filter((option) => wanted.includes(option) && values[option] !== undefined)
    .map((option) => ` ${option} ${values[option]}`)
    .join('');
}
