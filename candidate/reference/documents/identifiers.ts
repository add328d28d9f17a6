import { randomUUID } from 'node:crypto';

/** A new OID below 2.25, whose last arc is a UUID as an integer: at most 44 characters of the 64 allowed. */
export function newOid(): string {
  return `2.25.${BigInt(`0x${randomUUID().replaceAll('-', '')}`)}`;
}

/** The `urn:uuid:` of the UUID that an OID below 2.25 is made of. */
export function uuidUrn(oid: string): string {
  const hex = BigInt(oid.slice('2.25.'.length)).toString(16).padStart(32, '0');
  return `urn:uuid:${[hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')}`;
}
