import { X509Certificate } from 'node:crypto';

// The names of RFC 2253 and of the CI-SIS: `GN` and `ST`, not `G` and `S` (facts, VIHF §2.2).
const names: Readonly<Record<string, string>> = { G: 'GN', S: 'ST' };

/** Subject of a certificate as the Issuer of a VIHF writes it: RFC 2253, from the last part. */
export function subjectOf(pem: string): string {
  return new X509Certificate(pem).subject
    .split('\n')
    .reverse()
    .map((part) => {
      const equals = part.indexOf('=');
      const type = part.slice(0, equals);
      return `${names[type] ?? type}=${escaped(part.slice(equals + 1))}`;
    })
    .join(',');
}

function escaped(value: string): string {
  return value.replaceAll(/[,+"\\<>;]/g, (character) => `\\${character}`);
}
