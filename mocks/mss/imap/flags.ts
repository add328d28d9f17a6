import { malformed, Refusal } from './interruption.ts';

const system = ['\\Answered', '\\Flagged', '\\Deleted', '\\Seen', '\\Draft'];
const maxFlags = 50;

/** The flags that every mailbox keeps, besides keywords of the client's own. */
export const mailboxFlags = `(${[...system, '$MDNSent', '$Forwarded'].join(' ')})`;

/** Flags as an answer writes them. */
export function flagList(flags: Iterable<string>): string {
  return `(${[...flags].join(' ')})`;
}

/** Flags that a client gives: system flags in their usual case, `\Recent` left out (RFC 3501 §2.3.2). */
export function checkedFlags(given: readonly string[]): string[] {
  if (given.length > maxFlags) throw new Refusal('NO', `Plus de ${maxFlags} drapeaux`, 'LIMIT');
  return given.flatMap((flag) => {
    if (flag.length > 100) throw malformed('drapeau trop long');
    const known = system.find((name) => name.toLowerCase() === flag.toLowerCase());
    if (known === undefined && flag.startsWith('\\') && flag.toLowerCase() !== '\\recent') {
      throw malformed(`drapeau ${flag}`);
    }
    return flag.toLowerCase() === '\\recent' ? [] : [known ?? flag];
  });
}

/** The flags after `FLAGS`, `+FLAGS` or `-FLAGS`. */
export function changedFlags(before: ReadonlySet<string>, mode: '' | '+' | '-', given: readonly string[]): Set<string> {
  if (mode === '') return new Set(given);
  const has = new Set(given.map((flag) => flag.toLowerCase()));
  const others = [...before].filter((flag) => !has.has(flag.toLowerCase()));
  const after = new Set(mode === '-' ? others : [...before, ...given.filter((flag) => !hasFlag(before, flag))]);
  if (after.size > maxFlags) throw new Refusal('NO', `Plus de ${maxFlags} drapeaux`, 'LIMIT');
  return after;
}

/** Keywords are compared without regard to case, as system flags are. */
export function hasFlag(flags: ReadonlySet<string>, wanted: string): boolean {
  if (flags.has(wanted)) return true;
  const lower = wanted.toLowerCase();
  return [...flags].some((flag) => flag.toLowerCase() === lower);
}
