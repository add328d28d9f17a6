import { headersNamed, type MimePart, walkParts } from '../../../core/index.ts';
import { decodedText } from '../mail-head.ts';
import { hasFlag } from './flags.ts';
import { dayOf } from './imap-date.ts';
import { headerEnd, headerOf, structureOf } from './message-view.ts';
import type { SearchKey } from './search-keys.ts';
import type { Numbered } from './selected.ts';
import { setTest } from './sequence-set.ts';

/** The largest number and the largest UID, which `*` stands for. */
export interface Lasts {
  seq: number;
  uid: number;
}

/** Tells which messages meet a criterion. */
export function matcher(key: SearchKey, lasts: Lasts): (entry: Numbered) => boolean {
  switch (key.kind) {
    case 'tout':
      return () => true;
    case 'drapeau':
      return ({ message }) => hasFlag(message.flags, key.flag) === key.present;
    case 'ensemble': {
      const holds = setTest(key.set, key.byUid ? lasts.uid : lasts.seq);
      return ({ seq, message }) => holds(key.byUid ? message.uid : seq);
    }
    case 'taille':
      return ({ message }) => (message.raw.length - key.size) * key.sign > 0;
    case 'jour':
      return ({ message }) => onDay(key, key.field === 'recu' ? message.internalDate : sentDate(message.raw));
    case 'entete':
      return ({ message }) => headerHolds(headerOf(message.raw), key.name, key.value);
    case 'corps':
      return ({ message }) => bodyHolds(message.raw, key.value);
    case 'texte':
      return ({ message }) => headText(message.raw).includes(key.value) || bodyHolds(message.raw, key.value);
    default:
      return combined(key, lasts);
  }
}

function combined(key: Extract<SearchKey, { kind: 'non' | 'ou' | 'et' }>, lasts: Lasts): (entry: Numbered) => boolean {
  if (key.kind === 'non') {
    const inner = matcher(key.key, lasts);
    return (entry) => !inner(entry);
  }
  const inner = key.keys.map((each) => matcher(each, lasts));
  return key.kind === 'ou'
    ? (entry) => inner.some((test) => test(entry))
    : (entry) => inner.every((test) => test(entry));
}

/** `SINCE` holds on the day itself, `BEFORE` does not. */
function onDay({ sign, day }: { sign: -1 | 0 | 1; day: number }, date: Date | undefined): boolean {
  if (date === undefined) return false;
  const difference = dayOf(date) - day;
  return sign === 1 ? difference >= 0 : Math.sign(difference) === sign;
}

function sentDate(raw: Buffer): Date | undefined {
  const value = headersNamed(headerOf(raw), 'date')[0]?.value ?? '';
  const date = new Date(value.replace(/\(.*\)\s*$/, ''));
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** An empty text asks for the header's presence. */
function headerHolds(header: MimePart, name: string, value: string): boolean {
  return headersNamed(header, name).some((field) => decodedText(field.value).toLowerCase().includes(value));
}

function headText(raw: Buffer): string {
  return decodedText(raw.toString('utf8', 0, headerEnd(raw))).toLowerCase();
}

/** Looks in texts, decoded; attached files are not searched. */
function bodyHolds(raw: Buffer, value: string): boolean {
  for (const part of walkParts(structureOf(raw))) {
    if (part.contentType.type.startsWith('text/') && textOf(part).toLowerCase().includes(value)) return true;
  }
  return false;
}

function textOf(part: MimePart): string {
  const latin = /^(iso-8859-1|windows-1252)$/i.test(part.contentType.params['charset'] ?? '');
  return part.body.toString(latin ? 'latin1' : 'utf8');
}
