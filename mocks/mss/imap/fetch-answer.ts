import type { StoredMessage } from '../mailbox.ts';
import { bodyStructure } from './body-structure.ts';
import { envelope } from './envelope.ts';
import type { FetchItem } from './fetch-items.ts';
import { flagList } from './flags.ts';
import { dateTime } from './imap-date.ts';
import { literal, type Part } from './imap-string.ts';
import { headerOf } from './message-view.ts';
import { sectionBytes, sectionLabel } from './section.ts';

/** The data of one message, in parentheses. */
export function fetchAnswer(message: StoredMessage, items: readonly FetchItem[]): Part[] {
  const parts = items.flatMap((item, i) => [i === 0 ? '' : ' ', ...answer(message, item)]);
  return ['(', ...parts, ')'];
}

/** True when reading these items marks a message as seen. */
export function marksSeen(items: readonly FetchItem[]): boolean {
  return items.some((item) => item.kind === 'section' && !item.peek);
}

/** True when these items hold bytes of the message itself. */
export function readsContent(items: readonly FetchItem[]): boolean {
  return items.some((item) => item.kind === 'section');
}

function answer(message: StoredMessage, item: FetchItem): Part[] {
  switch (item.kind) {
    case 'FLAGS':
      return ['FLAGS ', flagList(message.flags)];
    case 'UID':
      return [`UID ${message.uid}`];
    case 'INTERNALDATE':
      return ['INTERNALDATE ', dateTime(message.internalDate)];
    case 'RFC822.SIZE':
      return [`RFC822.SIZE ${message.raw.length}`];
    case 'ENVELOPE':
      return ['ENVELOPE ', ...envelope(headerOf(message.raw))];
    case 'BODY':
    case 'BODYSTRUCTURE':
      return [`${item.kind} `, ...bodyStructure(message.raw, item.kind === 'BODYSTRUCTURE')];
    case 'section': {
      const bytes = sectionBytes(message.raw, item.section);
      const label = item.label === undefined ? sectionLabel(item.section) : [item.label];
      return [...label, ' ', ...(bytes === undefined ? ['NIL'] : literal(bytes))];
    }
  }
}
