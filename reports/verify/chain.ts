import type { X509Certificate } from 'node:crypto';
import { isTestAuthority } from '../seal/index.ts';

/** How far a certificate can be trusted. */
export type Trust = 'reconnu' | 'essai' | 'non_reconnu' | 'aucune_confiance';

const deepest = 8;

/**
 * Says whether a certificate leads to a trusted one, every certificate of the way being valid at a date.
 * A certificate made by Probant itself establishes nothing, even when it is among the trusted ones.
 */
export function trustOf(
  certificate: X509Certificate,
  { pool, trusted, at }: { pool: X509Certificate[]; trusted: X509Certificate[]; at: Date },
): Trust {
  if (isTestAuthority(certificate)) return 'essai';
  if (trusted.length === 0) return 'aucune_confiance';
  return leads(certificate, { pool: [...pool, ...trusted], trusted, at }, deepest) ? 'reconnu' : 'non_reconnu';
}

/** True when a certificate is valid at a date. */
export function isValidAt(certificate: X509Certificate, at: Date): boolean {
  return Date.parse(certificate.validFrom) <= at.getTime() && at.getTime() <= Date.parse(certificate.validTo);
}

/** Subject of a certificate on one line, the common name first. */
export function subjectOf(certificate: X509Certificate): string {
  return certificate.subject.split('\n').reverse().join(', ');
}

function leads(
  certificate: X509Certificate,
  options: { pool: X509Certificate[]; trusted: X509Certificate[]; at: Date },
  depth: number,
): boolean {
  if (depth === 0 || !isValidAt(certificate, options.at)) return false;
  if (options.trusted.some((anchor) => anchor.raw.equals(certificate.raw))) return true;
  return options.pool
    .filter((issuer) => issuer.ca && !issuer.raw.equals(certificate.raw) && issued(certificate, issuer))
    .some((issuer) => leads(issuer, options, depth - 1));
}

function issued(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
  } catch {
    return false;
  }
}
