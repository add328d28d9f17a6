import { X509Certificate } from 'node:crypto';

// The names of RFC 2253 and of the CI-SIS: `GN` and `ST`, not `G` and `S` (facts, VIHF §2.2).
const names: Readonly<Record<string, string>> = { G: 'GN', S: 'ST' };

/** Subject of a certificate as the Issuer of a VIHF writes it: RFC 2253, from the last part. */
export function subjectOf(pem: string): string {
  return (
    new X509Certificate(pem).subject
      .split('\n')
      .reverse()
      // A card names its holder by a part of several values: its number, its name and its first name.
      .map((part) =>
        part
          .split(/ \+ (?=[A-Za-z]+=)/)
          .map(typeAndValue)
          .join('+'),
      )
      .join(',')
  );
}

function typeAndValue(text: string): string {
  const equals = text.indexOf('=');
  const type = text.slice(0, equals);
  return `${names[type] ?? type}=${escaped(text.slice(equals + 1))}`;
}

function escaped(value: string): string {
  return value.replaceAll(/[,+"\\<>;]/g, (character) => `\\${character}`);
}
