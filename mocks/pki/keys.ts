import { createPrivateKey, createPublicKey } from 'node:crypto';

/** Algorithm of every key of the test PKI: the IGC-Santé issues RSA 2048 keys. */
export const keyAlgorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
} as const;

/** Makes a key pair off the main thread. */
export function newKeyPair(modulusLength: number = keyAlgorithm.modulusLength): Promise<CryptoKeyPair> {
  return globalThis.crypto.subtle.generateKey({ ...keyAlgorithm, modulusLength }, true, ['sign', 'verify']);
}

/** Reads a key pair back from what {@link privateKeyPem} wrote. */
async function keyPairOf(pem: string): Promise<CryptoKeyPair> {
  const privateKey = createPrivateKey(pem);
  const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const { subtle } = globalThis.crypto;
  return {
    privateKey: await subtle.importKey('pkcs8', new Uint8Array(pkcs8), keyAlgorithm, true, ['sign']),
    publicKey: await subtle.importKey('spki', new Uint8Array(spki), keyAlgorithm, true, ['verify']),
  };
}

/** PKCS#8 PEM, not encrypted: what curl, OpenSSL, Java and Node all read. */
export async function privateKeyPem(key: CryptoKey): Promise<string> {
  const der = Buffer.from(await globalThis.crypto.subtle.exportKey('pkcs8', key));
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----', ''].join('\n');
}

/** The same private key, to sign with SHA-1: WebCrypto ties a key to its hash. */
export async function withSha1(key: CryptoKey): Promise<CryptoKey> {
  const der = await globalThis.crypto.subtle.exportKey('pkcs8', key);
  return globalThis.crypto.subtle.importKey('pkcs8', der, { ...keyAlgorithm, hash: 'SHA-1' }, false, ['sign']);
}

/** What a key pair is for. One holder has one for all its certificates of a kind: making an RSA key is what takes long. */
export type KeyName =
  | 'acr_el'
  | 'aci_el_org'
  | 'aci_el_pp'
  | 'acr_fo'
  | 'aci_fo_pp'
  | 'etrangere'
  | 'ocsp'
  | 'serveur'
  | 'client'
  | 'cachet'
  | 'carte_authentification'
  | 'carte_signature'
  | 'faible';

/** The keys that a bench needs in order to listen and to write its files, the most urgent first. */
const benchKeys: readonly KeyName[] = [
  'acr_el',
  'aci_el_org',
  'serveur',
  'acr_fo',
  'aci_fo_pp',
  'client',
  'cachet',
  'etrangere',
  'carte_authentification',
  'carte_signature',
];

/** Authorities whose certificates a bench shows or accepts: with their keys, it is the same PKI at its next start. */
const authorityKeys = ['acr_el', 'aci_el_org', 'acr_fo', 'aci_fo_pp'] as const satisfies readonly KeyName[];

/** PKCS#8 PEM of the keys of the authorities of a bench. */
export type AuthorityKeys = Readonly<Record<(typeof authorityKeys)[number], string>>;

/** Makes the keys of the authorities of a bench that is to start again with them. */
export async function newAuthorityKeys(): Promise<AuthorityKeys> {
  const made = authorityKeys.map(async (name) => [name, await privateKeyPem((await newKeyPair()).privateKey)]);
  return Object.fromEntries(await Promise.all(made)) as AuthorityKeys;
}

/** Key pairs, each made when first asked for. */
export class KeyRing {
  readonly #pairs = new Map<KeyName, Promise<CryptoKeyPair>>();
  readonly #kept: Readonly<Partial<Record<KeyName, string>>>;

  /** @param kept PKCS#8 PEM of the keys not to be made */
  constructor(kept: Readonly<Partial<Record<KeyName, string>>> = {}) {
    this.#kept = kept;
  }

  get(name: KeyName): Promise<CryptoKeyPair> {
    const known = this.#pairs.get(name);
    if (known !== undefined) return known;
    const kept = this.#kept[name];
    // 1024 bits: too short since 2013 (RFC 9325 §4.5 wants 2048), still accepted by old clients.
    const pair = kept === undefined ? newKeyPair(name === 'faible' ? 1024 : undefined) : keyPairOf(kept);
    this.#pairs.set(name, pair);
    return pair;
  }

  /**
   * Makes the keys of a bench ahead, off the main thread, the most urgent first: two at a time, so that the thread pool
   * also signs and writes meanwhile. One that is asked for does not wait for its turn.
   */
  prepareBench(): void {
    const waiting = [...benchKeys];
    const work = async (): Promise<void> => {
      for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
        // A failure is told to whoever asks for the key.
        await this.get(name).catch(() => undefined);
      }
    };
    for (let workers = 0; workers < 2; workers += 1) void work();
  }
}
