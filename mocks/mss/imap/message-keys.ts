import { addressesIn, headersOf, subjectWords } from '../mail-head.ts';

const addressHeaders = ['from', 'to', 'cc', 'bcc', 'reply-to'];
const maxKeys = 500;

/** Keys that attribute a message: its addresses, and the words of its subject, in upper case. */
export function keysOfMessage(raw: Buffer): string[] {
  const head = headersOf(raw);
  const addresses = head.filter(([name]) => addressHeaders.includes(name)).flatMap(([, value]) => addressesIn(value));
  return [...new Set([...addresses, ...subjectWords(head)].map((key) => key.toUpperCase()))].slice(0, maxKeys);
}
