import { createHash, createPublicKey, generateKeyPair, type KeyObject, sign, verify } from 'node:crypto';
import { promisify } from 'node:util';
import type { Claims } from './userinfo.ts';

const newKeyPair = promisify(generateKeyPair);

/** Signs and verifies JSON Web Tokens (RFC 7519) in RS256, with a key that lives as long as the bench. */
export class TokenSigner {
  readonly #privateKey: KeyObject;
  readonly #publicKey: KeyObject;
  readonly #keyId: string;

  private constructor(privateKey: KeyObject) {
    this.#privateKey = privateKey;
    this.#publicKey = createPublicKey(privateKey);
    const { e, kty, n } = this.#publicKey.export({ format: 'jwk' });
    // Thumbprint of the key (RFC 7638 §3.3): its members in lexical order.
    this.#keyId = digest(JSON.stringify({ e, kty, n })).toString('base64url');
  }

  /** Makes the key. */
  static async create(): Promise<TokenSigner> {
    const { privateKey } = await newKeyPair('rsa', { modulusLength: 2048 });
    return new TokenSigner(privateKey);
  }

  /** The public key as a JSON Web Key Set (RFC 7517 §5). */
  get keySet(): Claims {
    const { n = '', e = '' } = this.#publicKey.export({ format: 'jwk' });
    return { keys: [{ kid: this.#keyId, kty: 'RSA', alg: 'RS256', use: 'sig', n, e }] };
  }

  /** A signed token. */
  sign(claims: Claims): string {
    const header = { alg: 'RS256', typ: 'JWT', kid: this.#keyId };
    const signed = `${encode(header)}.${encode(claims)}`;
    return `${signed}.${sign('sha256', Buffer.from(signed), this.#privateKey).toString('base64url')}`;
  }

  /** The claims of a token that this signer has signed; undefined for anything else. */
  verify(token: string): Claims | undefined {
    const [header = '', claims = '', signature = '', ...rest] = token.split('.');
    // The algorithm is fixed here: what the header says is only compared (RFC 8725 §3.1).
    if (rest.length > 0 || decode(header)?.['alg'] !== 'RS256') return undefined;
    const signed = Buffer.from(`${header}.${claims}`);
    if (!verify('sha256', signed, this.#publicKey, Buffer.from(signature, 'base64url'))) return undefined;
    return decode(claims);
  }
}

/** Left half of the digest of an access token, which its identity token bears (OpenID Connect Core §3.1.3.6). */
export function halfDigest(token: string): string {
  return digest(token).subarray(0, 16).toString('base64url');
}

/** SHA-256. */
export function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function decode(part: string): Claims | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
