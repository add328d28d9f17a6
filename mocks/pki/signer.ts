import { X509Certificate } from 'node:crypto';
import 'reflect-metadata';
import { X509Certificate as DecodedCertificate, KeyUsageFlags, KeyUsagesExtension } from '@peculiar/x509';

import { type CardKind, cardKindOf } from './card-kind.ts';
import { certificateDers } from './der.ts';

/** The certificate that signed an assertion or a lot. */
export interface Signer {
  /** Its subject, as `CN=…, OU=…`. */
  subject: string;
  /** Kind of card, for a certificate of a person. */
  card?: CardKind;
  /** Why it is refused; undefined when it leads to a trusted authority and may sign. */
  refusal?: string;
}

const longestChain = 8;

/** Certificates whose verdict is remembered, and how long: one lapses, and a software signs with one or two. */
const remembered = 64;
const verdictLife = 1_000;

/** Whom a service trusts to sign. */
export interface SigningTrust {
  /** Root and intermediate authorities. */
  authorities: readonly X509Certificate[];
  /** Whether a certificate of theirs is revoked; without it revocation is not looked up. */
  revoked?: (certificate: X509Certificate) => boolean;
}

/** Whom a service trusts, from PEM texts that hold one authority or more. */
export function signingTrust(given: {
  authorities?: readonly string[];
  revoked?: SigningTrust['revoked'];
}): SigningTrust {
  const { authorities = [], revoked } = given;
  return {
    authorities: authorities.flatMap(certificateDers).map((der) => new X509Certificate(new Uint8Array(der))),
    ...(revoked === undefined ? {} : { revoked }),
  };
}

/**
 * Judges the certificate that signed: CPx signature or ORG SIGN (facts, DMP §2), in force, not revoked, of a
 * trusted authority.
 *
 * @param now instant of the system: certificates live by its clock, as in TLS (design §5.7)
 */
export function signerOf(der: Buffer, trust: SigningTrust, now: Date): Signer {
  try {
    const decoded = new DecodedCertificate(new Uint8Array(der));
    const refusal = refusalOf(new X509Certificate(der), trust, now) ?? usageRefusal(decoded);
    const card = cardKindOf(decoded);
    return {
      subject: decoded.subject,
      ...(card === undefined ? {} : { card }),
      ...(refusal === undefined ? {} : { refusal }),
    };
  } catch {
    // OpenSSL reads certificates that the other library does not; such a one is refused, whatever its mistake.
    return { subject: '', refusal: 'le certificat ne peut pas être lu' };
  }
}

/** Judges as {@link signerOf}, each certificate once a second: the judgement costs more than the rest of a request. */
export class Signers {
  readonly #trust: SigningTrust;
  readonly #judged = new Map<string, { signer: Signer; at: number }>();

  constructor(trust: SigningTrust) {
    this.#trust = trust;
  }

  of(der: Buffer, now: Date): Signer {
    const name = der.toString('latin1');
    const known = this.#judged.get(name);
    if (known !== undefined && Math.abs(now.getTime() - known.at) < verdictLife) return known.signer;
    const signer = signerOf(der, this.#trust, now);
    if (this.#judged.size >= remembered) this.#judged.clear();
    this.#judged.set(name, { signer, at: now.getTime() });
    return signer;
  }
}

// A trusted authority of any level ends the chain, as partial chains do in OpenSSL.
function refusalOf(
  certificate: X509Certificate,
  { authorities, revoked }: SigningTrust,
  now: Date,
): string | undefined {
  let current = certificate;
  for (let length = 0; length < longestChain; length += 1) {
    if (now < current.validFromDate || now > current.validToDate) {
      return `le certificat « ${subjectOf(current)} » est hors de sa période de validité`;
    }
    const issuer = authorities.find((one) => current.checkIssued(one) && current.verify(one.publicKey));
    if (issuer === undefined) return `l’autorité « ${inline(current.issuer)} » n’est pas acceptée`;
    if (revoked?.(current) === true) return `le certificat « ${subjectOf(current)} » est révoqué`;
    if (issuer.checkIssued(issuer) || issuer.fingerprint256 === current.fingerprint256) return undefined;
    current = issuer;
  }
  return 'la chaîne de certification est trop longue';
}

// A key that does not commit its holder (authentication, TLS) signs nothing of his; the words are those of the real trace.
function usageRefusal(certificate: DecodedCertificate): string | undefined {
  const usages = certificate.getExtension(KeyUsagesExtension)?.usages ?? 0;
  return (usages & KeyUsageFlags.nonRepudiation) === 0 ? 'Not a valid signature certificate' : undefined;
}

function subjectOf(certificate: X509Certificate): string {
  return inline(certificate.subject);
}

function inline(name: string): string {
  return name.split('\n').join(', ');
}
