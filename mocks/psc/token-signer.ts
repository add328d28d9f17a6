import { createPublicKey, generateKeyPair, type KeyObject, randomBytes, sign, verify } from 'node:crypto';
import { promisify } from 'node:util';
import { digest, encode, hmac, readToken, sameBytes } from './jws.ts';
import type { Claims } from './userinfo.ts';

const newKeyPair = promisify(generateKeyPair);

interface SigningKey {
  id: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
}

/**
 * Signs and verifies JSON Web Tokens (RFC 7519): in RS256, with keys that live as long as the bench and may change; refresh
 * tokens, which only their issuer reads, in HS256 (facts, PSC §3.7: samples).
 */
export class TokenSigner {
  #keys: readonly [SigningKey, ...SigningKey[]];
  readonly #secret = randomBytes(64);
  readonly #secretId = randomBytes(16).toString('base64url');

  private constructor(key: SigningKey) {
    this.#keys = [key];
  }

  /** Makes the first key. */
  static async create(): Promise<TokenSigner> {
    return new TokenSigner(await newSigningKey());
  }

  /** The public keys as a JSON Web Key Set (RFC 7517 §5), the one in use first. */
  get keySet(): { keys: Claims[] } {
    return { keys: this.#keys.map(published) };
  }

  /** Signs with a new key from now on. */
  async rotate(former: 'publiees' | 'retirees' = 'publiees'): Promise<void> {
    const key = await newSigningKey();
    this.#keys = [key, ...(former === 'retirees' ? [] : this.#keys)];
  }

  /** A signed token. */
  sign(claims: Claims, header: { kid?: string } = {}): string {
    const [{ id, privateKey }] = this.#keys;
    const signed = `${encode({ alg: 'RS256', typ: 'JWT', kid: id, ...header })}.${encode(claims)}`;
    return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
  }

  /** A token that only this signer reads. */
  signInternal(claims: Claims): string {
    const signed = `${encode({ alg: 'HS256', typ: 'JWT', kid: this.#secretId })}.${encode(claims)}`;
    return `${signed}.${hmac('HS256', this.#secret, Buffer.from(signed)).toString('base64url')}`;
  }

  /** The claims of a token that this signer has signed; undefined for anything else. */
  verify(token: string): Claims | undefined {
    const read = readToken(token);
    if (read === undefined) return undefined;
    const { header, claims, signed, signature } = read;
    const key = this.#keys.find(({ id }) => id === header['kid']);
    const right =
      key === undefined
        ? header['kid'] === this.#secretId && sameBytes(signature, hmac('HS256', this.#secret, signed))
        : verify('sha256', signed, key.publicKey, signature);
    return right ? claims : undefined;
  }
}

/** Left half of the digest of an access token, which its identity token bears (OpenID Connect Core §3.1.3.6). */
export function halfDigest(token: string): string {
  return digest(token).subarray(0, 16).toString('base64url');
}

async function newSigningKey(): Promise<SigningKey> {
  const { privateKey } = await newKeyPair('rsa', { modulusLength: 2048 });
  const publicKey = createPublicKey(privateKey);
  const { e, kty, n } = publicKey.export({ format: 'jwk' });
  // Thumbprint of the key (RFC 7638 §3.3): its members in lexical order.
  return { id: digest(JSON.stringify({ e, kty, n })).toString('base64url'), privateKey, publicKey };
}

function published({ id, publicKey }: SigningKey): Claims {
  const { n = '', e = '' } = publicKey.export({ format: 'jwk' });
  return { kid: id, kty: 'RSA', alg: 'RS256', use: 'sig', n, e };
}
