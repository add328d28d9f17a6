import { createHash, createPrivateKey, type KeyObject, sign } from 'node:crypto';

/** A key and its self-signed certificate, made for one example or one test. */
export interface SampleSigner {
  /** Base64 of the DER. */
  certificate: string;
  key: KeyObject;
  /** PKCS#8 PEM. */
  keyPem: string;
}

/** What is asked of a certificate. */
interface SignerRequest {
  name?: string;
  kind?: 'rsa' | 'ec';
  from?: Date;
  to?: Date;
}

/** Makes a key and a certificate of that subject. */
export async function sampleSigner(request: SignerRequest = {}): Promise<SampleSigner> {
  const { name = 'CN=CACHET TEST, OU=1630000018, O=TEST PROBANT, C=FR', kind = 'rsa' } = request;
  const { from = new Date('2020-01-01'), to = new Date('2040-01-01') } = request;
  const { cryptoProvider, X509CertificateGenerator } = await certificates();
  cryptoProvider.set(globalThis.crypto);
  const algorithm =
    kind === 'rsa'
      ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', publicExponent: Uint8Array.of(1, 0, 1), modulusLength: 2048 }
      : { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = (await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair;
  const signingAlgorithm = { name: algorithm.name, hash: 'SHA-256' };
  const options = { name, keys, signingAlgorithm, notBefore: from, notAfter: to };
  const certificate = await X509CertificateGenerator.createSelfSigned(options);
  const key = createPrivateKey({
    key: Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey)),
    format: 'der',
    type: 'pkcs8',
  });
  return {
    certificate: Buffer.from(certificate.rawData).toString('base64'),
    key,
    keyPem: key.export({ format: 'pem', type: 'pkcs8' }).toString(),
  };
}

// Loaded when a certificate is made only: what reads rules makes none.
async function certificates(): Promise<typeof import('@peculiar/x509')> {
  await import('reflect-metadata');
  return import('@peculiar/x509');
}

const ds = 'http://www.w3.org/2000/09/xmldsig#';
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';

/** Algorithms of a signature, by their URI. */
export interface SampleAlgorithms {
  signature?: string;
  digest?: string;
  hash?: 'sha1' | 'sha256';
  digestHash?: 'sha1' | 'sha256';
  /** Of `SignedInfo`. */
  canonicalization?: string;
}

/**
 * Puts an enveloped signature in place of `<!--signature-->`. The text is signed as it stands, so it must be canonical
 * already: no canonicaliser of ours has a part in what it shows.
 */
export function signCanonical(
  text: string,
  id: string,
  { certificate, key, ...algorithms }: SampleSigner & SampleAlgorithms,
): string {
  const { signature = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', hash = 'sha256' } = algorithms;
  const { digest = 'http://www.w3.org/2001/04/xmlenc#sha256', digestHash = 'sha256' } = algorithms;
  const { canonicalization = exclusive } = algorithms;
  const value = createHash(digestHash).update(text.replace('<!--signature-->', '')).digest('base64');
  const info =
    `<ds:SignedInfo xmlns:ds="${ds}"><ds:CanonicalizationMethod Algorithm="${canonicalization}"></ds:CanonicalizationMethod>` +
    `<ds:SignatureMethod Algorithm="${signature}"></ds:SignatureMethod><ds:Reference URI="#${id}"><ds:Transforms>` +
    `<ds:Transform Algorithm="${ds}enveloped-signature"></ds:Transform>` +
    `<ds:Transform Algorithm="${exclusive}"></ds:Transform></ds:Transforms>` +
    `<ds:DigestMethod Algorithm="${digest}"></ds:DigestMethod>` +
    `<ds:DigestValue>${value}</ds:DigestValue></ds:Reference></ds:SignedInfo>`;
  const made = sign(hash, Buffer.from(info), { key, dsaEncoding: 'ieee-p1363' }).toString('base64');
  return text.replace(
    '<!--signature-->',
    `<ds:Signature xmlns:ds="${ds}">${info.replace(` xmlns:ds="${ds}"`, '')}<ds:SignatureValue>${made}` +
      `</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate>` +
      '</ds:X509Data></ds:KeyInfo></ds:Signature>',
  );
}
