import { X509Certificate } from 'node:crypto';

/** The certificates of a PEM text. */
export function authoritiesIn(pem: Buffer): X509Certificate[] {
  const blocks = pem.toString('latin1').match(/-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----/gs) ?? [];
  return blocks.map((block) => new X509Certificate(block));
}

/** True when one of the authorities made the certificate. */
export function issuedByOne(certificate: X509Certificate, authorities: readonly X509Certificate[]): boolean {
  return authorities.some((ca) => certificate.checkIssued(ca) && certificate.verify(ca.publicKey));
}

/** A distinguished name of node:crypto on one line. */
export function oneLine(name: string): string {
  return name.replaceAll('\n', ', ');
}
