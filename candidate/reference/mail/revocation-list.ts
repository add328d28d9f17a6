import { type KeyObject, verify, X509Certificate } from 'node:crypto';

/** A revocation list (RFC 5280 §5.1), as far as keeping it needs. */
export interface RevocationList {
  /** Common name of the authority that signed it. */
  authority: string;
  /** `nextUpdate`: until when it holds. */
  until: Date;
  /** PEM, as OpenSSL takes it. */
  pem: string;
}

/** One element of DER: where its content begins and ends. */
interface Element {
  tag: number;
  from: number;
  to: number;
  /** Where the element itself begins. */
  at: number;
}

const tags = { integer: 0x02, sequence: 0x30, utcTime: 0x17, generalizedTime: 0x18 } as const;

/** Reads a list that one of the authorities signed; null for anything else, which has to be left alone. */
export function readRevocationList(der: Buffer, authorities: string): RevocationList | null {
  try {
    const [body, , signature] = elements(der, element(der, 0));
    if (body === undefined || signature === undefined) return null;
    const fields = elements(der, body).filter(({ tag }) => tag !== tags.integer);
    const nextUpdate = fields.filter(({ tag }) => tag === tags.utcTime || tag === tags.generalizedTime)[1];
    if (nextUpdate === undefined) return null;
    const signed = der.subarray(body.at, body.to);
    // A bit string begins with the number of bits that its last byte leaves unused.
    const sealed = der.subarray(signature.from + 1, signature.to);
    const issuer = certificatesOf(authorities).find(({ publicKey }) => isSignedBy(signed, sealed, publicKey));
    if (issuer === undefined) return null;
    const authority = /CN=([^\n]+)/.exec(issuer.subject)?.[1] ?? issuer.subject;
    return { authority, until: instant(der, nextUpdate), pem: pemOf(der) };
  } catch (thrown) {
    // Bytes too short for what they announce.
    if (thrown instanceof RangeError) return null;
    throw thrown;
  }
}

// Every authority of the IGC-Santé signs with SHA-256.
function isSignedBy(signed: Buffer, signature: Buffer, key: KeyObject): boolean {
  return verify('sha256', signed, key, signature);
}

function certificatesOf(pems: string): X509Certificate[] {
  const found = pems.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  return found.map((pem) => new X509Certificate(pem));
}

function elements(der: Buffer, parent: Element): Element[] {
  const found: Element[] = [];
  let at = parent.from;
  while (at < parent.to) {
    const one = element(der, at);
    found.push(one);
    at = one.to;
  }
  return found;
}

function element(der: Buffer, at: number): Element {
  const first = der.readUInt8(at + 1);
  const width = first < 0x80 ? 0 : first & 0x7f;
  const length = width === 0 ? first : der.readUIntBE(at + 2, width);
  const from = at + 2 + width;
  // Reading the last byte of what is not all there throws, as any read past the end.
  if (length > 0) der.readUInt8(from + length - 1);
  return { tag: der.readUInt8(at), from, to: from + length, at };
}

function instant(der: Buffer, { tag, from, to }: Element): Date {
  const text = der.toString('latin1', from, to);
  const full = tag === tags.utcTime ? `${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}` : text;
  return new Date(full.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

function pemOf(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN X509 CRL-----', ...lines, '-----END X509 CRL-----', ''].join('\n');
}
