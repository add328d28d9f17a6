import type { Cursor } from './cursor.ts';
import { parseDay } from './imap-date.ts';
import { malformed, Refusal } from './interruption.ts';
import { parseSet, type SetRange } from './sequence-set.ts';

/** A criterion of SEARCH (RFC 3501 §6.4.4). */
export type SearchKey =
  | { kind: 'tout' }
  | { kind: 'drapeau'; flag: string; present: boolean }
  | { kind: 'ensemble'; set: SetRange[]; byUid: boolean }
  | { kind: 'entete'; name: string; value: string }
  | { kind: 'corps' | 'texte'; value: string }
  | { kind: 'taille'; sign: 1 | -1; size: number }
  | { kind: 'jour'; field: 'recu' | 'envoye'; sign: -1 | 0 | 1; day: number }
  | { kind: 'non'; key: SearchKey }
  | { kind: 'ou' | 'et'; keys: SearchKey[] };

const maxDepth = 20;
const maxKeys = 200;

const flagKeys: Readonly<Record<string, readonly [string, boolean]>> = {
  ANSWERED: ['\\Answered', true],
  DELETED: ['\\Deleted', true],
  DRAFT: ['\\Draft', true],
  FLAGGED: ['\\Flagged', true],
  SEEN: ['\\Seen', true],
  UNANSWERED: ['\\Answered', false],
  UNDELETED: ['\\Deleted', false],
  UNDRAFT: ['\\Draft', false],
  UNFLAGGED: ['\\Flagged', false],
  UNSEEN: ['\\Seen', false],
  // No message of this server is recent: the flag has no use to a client of several sessions (RFC 9051 app. E).
  RECENT: ['\\Recent', true],
  OLD: ['\\Recent', false],
  NEW: ['\\Recent', true],
};
const dateKeys: Readonly<Record<string, -1 | 0 | 1>> = { BEFORE: -1, ON: 0, SINCE: 1 };
const headerKeys = ['BCC', 'CC', 'FROM', 'SUBJECT', 'TO'];

/** Reads the criteria up to the end of the command. */
export function parseSearch(cursor: Cursor): SearchKey {
  const reader = new KeyReader(cursor);
  return { kind: 'et', keys: reader.all(0) };
}

class KeyReader {
  readonly #cursor: Cursor;
  #count = 0;

  constructor(cursor: Cursor) {
    this.#cursor = cursor;
  }

  all(depth: number): SearchKey[] {
    const keys = [this.#key(depth)];
    while (this.#cursor.skip(' ')) keys.push(this.#key(depth));
    return keys;
  }

  #key(depth: number): SearchKey {
    this.#count += 1;
    if (depth > maxDepth || this.#count > maxKeys) throw new Refusal('NO', 'Recherche trop complexe', 'LIMIT');
    const cursor = this.#cursor;
    if (cursor.skip('(')) {
      const keys = this.all(depth + 1);
      cursor.expect(')');
      return { kind: 'et', keys };
    }
    if (/[0-9*]/.test(cursor.next)) return { kind: 'ensemble', set: parseSet(cursor), byUid: false };
    return this.#named(cursor.atom().toUpperCase(), depth);
  }

  #named(name: string, depth: number): SearchKey {
    const flag = flagKeys[name];
    if (flag !== undefined) return { kind: 'drapeau', flag: flag[0], present: flag[1] };
    if (name === 'ALL') return { kind: 'tout' };
    this.#cursor.space();
    if (name === 'NOT') return { kind: 'non', key: this.#key(depth + 1) };
    if (name === 'OR') {
      const first = this.#key(depth + 1);
      this.#cursor.space();
      return { kind: 'ou', keys: [first, this.#key(depth + 1)] };
    }
    return withArgument(name, this.#cursor);
  }
}

function withArgument(name: string, cursor: Cursor): SearchKey {
  const date = /^(SENT)?(BEFORE|ON|SINCE)$/.exec(name);
  if (date !== null) {
    const field = date[1] === undefined ? 'recu' : 'envoye';
    return { kind: 'jour', field, sign: dateKeys[date[2] ?? ''] ?? 0, day: parseDay(cursor.astring()) };
  }
  if (headerKeys.includes(name)) return { kind: 'entete', name: name.toLowerCase(), value: text(cursor) };
  switch (name) {
    case 'UID':
      return { kind: 'ensemble', set: parseSet(cursor), byUid: true };
    case 'HEADER': {
      const field = cursor.astring().toLowerCase();
      cursor.space();
      return { kind: 'entete', name: field, value: text(cursor) };
    }
    case 'BODY':
      return { kind: 'corps', value: text(cursor) };
    case 'TEXT':
      return { kind: 'texte', value: text(cursor) };
    case 'LARGER':
      return { kind: 'taille', sign: 1, size: cursor.number() };
    case 'SMALLER':
      return { kind: 'taille', sign: -1, size: cursor.number() };
    case 'KEYWORD':
    case 'UNKEYWORD':
      return { kind: 'drapeau', flag: cursor.flag(), present: name === 'KEYWORD' };
    default:
      throw malformed(`critere « ${name.slice(0, 40)} »`);
  }
}

/** A text searched for, in lower case: the comparison disregards case. UTF-8 where it is not ASCII. */
function text(cursor: Cursor): string {
  return Buffer.from(cursor.astring(), 'latin1').toString('utf8').toLowerCase();
}
