import type { X509Certificate } from 'node:crypto';

/** Whom a certificate of IGC-Santé is of: the person whose card holds it, or a structure. */
export type CertificateKind = 'carte' | 'structure';

// DER of 1.2.250.1.71.1.2.2, the attribute that tells the kind of card (facts, INSi §1.4: GIE kit).
const cardAttribute = Buffer.from('06082a817a0147010202', 'hex');

/** The kind of a certificate, by its card attribute or by its authority; null for one of another PKI. */
export function kindOfCertificate({ raw, issuer }: X509Certificate): CertificateKind | null {
  return raw.includes(cardAttribute) ? 'carte' : kindOfIssuer(issuer);
}

/** The kind of the certificates that an authority issues: « … PERSONNES » or « … ORGANISATIONS » (facts, INSi §1.4). */
export function kindOfIssuer(issuer: string): CertificateKind | null {
  if (/\bPERSONNES\b/i.test(issuer)) return 'carte';
  return /\bORGANISATIONS\b/i.test(issuer) ? 'structure' : null;
}
