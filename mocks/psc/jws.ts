import {
  constants,
  createHash,
  createHmac,
  createPublicKey,
  type JsonWebKey,
  type KeyObject,
  timingSafeEqual,
  verify,
} from 'node:crypto';
import type { Claims } from './userinfo.ts';

/** What may have signed a token: public keys, or a shared secret. */
export interface VerificationKeys {
  keys?: ReadonlyArray<JsonWebKey & { kid?: string }>;
  secret?: string;
}

/** The parts of a token. */
export interface TokenParts {
  header: Claims;
  claims: Claims;
  /** What the signature is of. */
  signed: Buffer;
  signature: Buffer;
}

/** Signatures accepted of services, as the sandbox announces them (facts, PSC §3.1). */
export const assertionAlgorithms = [
  ...['PS384', 'RS384', 'EdDSA', 'ES384', 'HS256', 'HS512', 'ES256', 'RS256', 'HS384', 'ES512', 'PS256', 'PS512'],
  'RS512',
];

/** The parts of a token, its signature unread; undefined for anything else. */
export function readToken(token: string): TokenParts | undefined {
  const [header = '', claims = '', signature = '', ...rest] = token.split('.');
  const [read, content] = [decode(header), decode(claims)];
  if (rest.length > 0 || read === undefined || content === undefined) return undefined;
  const signed = Buffer.from(`${header}.${claims}`);
  return { header: read, claims: content, signed, signature: Buffer.from(signature, 'base64url') };
}

/** True for a token signed by one of those keys (RFC 7515). */
export function isSigned({ header, signed, signature }: TokenParts, known: VerificationKeys): boolean {
  const algorithm = String(header['alg']);
  if (!assertionAlgorithms.includes(algorithm)) return false;
  return algorithm.startsWith('HS')
    ? known.secret !== undefined && sameBytes(signature, hmac(algorithm, known.secret, signed))
    : candidates(known, header).some((key) => signedBy(key, algorithm, { signed, signature }));
}

/** SHA-256. */
export function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** A part of a token. */
export function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** HMAC of a token's signed part (RFC 7518 §3.2). */
export function hmac(algorithm: string, secret: string | Buffer, signed: Buffer): Buffer {
  return createHmac(hashOf(algorithm), secret).update(signed).digest();
}

/** True when the bytes are the same; takes as long wherever they differ. */
export function sameBytes(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

function candidates({ keys = [] }: VerificationKeys, header: Claims): KeyObject[] {
  const named = keys.filter(({ kid }) => header['kid'] === undefined || kid === undefined || kid === header['kid']);
  return named.map((key) => createPublicKey({ key, format: 'jwk' }));
}

// The kind of the key decides, never the header alone (RFC 8725 §3.1).
const keyKinds: Record<string, string> = { RS: 'rsa', PS: 'rsa', ES: 'ec', Ed: 'ed25519' };

function signedBy(
  key: KeyObject,
  algorithm: string,
  { signed, signature }: Pick<TokenParts, 'signed' | 'signature'>,
): boolean {
  const family = algorithm.slice(0, 2);
  if (key.asymmetricKeyType !== keyKinds[family]) return false;
  if (family === 'Ed') return verify(null, signed, key, signature);
  if (family === 'ES') return verify(hashOf(algorithm), signed, { key, dsaEncoding: 'ieee-p1363' }, signature);
  if (family === 'RS') return verify(hashOf(algorithm), signed, key, signature);
  const { RSA_PKCS1_PSS_PADDING: padding, RSA_PSS_SALTLEN_DIGEST: saltLength } = constants;
  return verify(hashOf(algorithm), signed, { key, padding, saltLength }, signature);
}

function hashOf(algorithm: string): string {
  return `sha${algorithm.slice(2)}`;
}

function decode(part: string): Claims | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
