import { createHash } from 'node:crypto';

/** An OID below 2.25, of at most 44 characters; same words, same OID. */
export function oidOf(...words: readonly string[]): string {
  return `2.25.${BigInt(`0x${digestOf(words).slice(0, 32)}`)}`;
}

/** A UUID in lower case; same words, same UUID. */
export function uuidOf(...words: readonly string[]): string {
  const hex = digestOf(words);
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return parts.join('-');
}

function digestOf(words: readonly string[]): string {
  return createHash('sha256').update(words.join('\n')).digest('hex');
}
