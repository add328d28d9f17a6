import type { Cursor } from './cursor.ts';
import { malformed } from './interruption.ts';
import { parseSection, type Section } from './section.ts';

/** What FETCH asks of each message. */
export type FetchItem =
  | { kind: 'FLAGS' | 'UID' | 'INTERNALDATE' | 'RFC822.SIZE' | 'ENVELOPE' | 'BODY' | 'BODYSTRUCTURE' }
  | { kind: 'section'; section: Section; peek: boolean; label?: string };

type SimpleKind = Exclude<FetchItem['kind'], 'section'>;

const simple: readonly SimpleKind[] = [
  'FLAGS',
  'UID',
  'INTERNALDATE',
  'RFC822.SIZE',
  'ENVELOPE',
  'BODY',
  'BODYSTRUCTURE',
];
const macros: Readonly<Record<string, readonly SimpleKind[]>> = {
  ALL: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE', 'ENVELOPE'],
  FAST: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE'],
  FULL: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE', 'ENVELOPE', 'BODY'],
};
const legacy: Readonly<Record<string, { text: Section['text']; peek: boolean }>> = {
  RFC822: { text: '', peek: false },
  'RFC822.HEADER': { text: 'HEADER', peek: true },
  'RFC822.TEXT': { text: 'TEXT', peek: false },
};
const maxItems = 50;

/** Reads the items of FETCH: one, a macro, or a list (RFC 3501 §6.4.5). */
export function parseFetchItems(cursor: Cursor): FetchItem[] {
  if (cursor.next !== '(') {
    const name = itemName(cursor);
    return macros[name]?.map((kind) => ({ kind })) ?? [item(name, cursor)];
  }
  const items = cursor.list(() => item(itemName(cursor), cursor));
  if (items.length === 0 || items.length > maxItems) throw malformed('liste de FETCH');
  return items;
}

function itemName(cursor: Cursor): string {
  return cursor.run((char) => /[A-Za-z0-9.]/.test(char)).toUpperCase();
}

function item(name: string, cursor: Cursor): FetchItem {
  if ((name === 'BODY' || name === 'BODY.PEEK') && cursor.next === '[') {
    return { kind: 'section', section: parseSection(cursor), peek: name === 'BODY.PEEK' };
  }
  const old = legacy[name];
  if (old !== undefined) {
    return { kind: 'section', section: { path: [], text: old.text, names: [] }, peek: old.peek, label: name };
  }
  const kind = simple.find((known) => known === name);
  if (kind === undefined) throw malformed(`element de FETCH « ${name} »`);
  return { kind };
}
