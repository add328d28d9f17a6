import { addressesOf, decodeWords, headersNamed } from '../../../core/index.ts';
import { headerOf } from './message-view.ts';

const addressHeaders = ['from', 'to', 'cc', 'bcc', 'reply-to'];
const maxKeys = 500;

/** Keys that attribute a message: its addresses, and the words of its subject, in upper case. */
export function keysOfMessage(raw: Buffer): string[] {
  const header = headerOf(raw);
  const addresses = addressHeaders
    .flatMap((name) => headersNamed(header, name))
    .flatMap(({ value }) => addressesOf(value).map(({ address }) => address));
  const subjects = headersNamed(header, 'subject').map(({ value }) => decodeWords(value));
  const words = subjects.flatMap((subject) => subject.match(/\p{L}{3,}/gu) ?? []);
  return [...new Set([...addresses, ...words].map((key) => key.toUpperCase()))].slice(0, maxKeys);
}
