import 'reflect-metadata';
import { X509Certificate as DecodedCertificate } from '@peculiar/x509';
import { type SigningTrust, signerOf } from '../dmp/index.ts';

/** Whose card signed an assertion. */
export interface CardSigner {
  /** Subject of the certificate, as `CN=…, T=…`. */
  subject: string;
  /** National id of the holder: the CN. */
  holder: string;
  /** What `NameQualifier` may say of the card (facts, INSi §1.4: GIE kit). */
  qualifiers: readonly string[];
  /** Whether the card is that of a doctor, in training or not. */
  doctor: boolean;
}

const cardKindOid = '1.2.250.1.71.1.2.2';
const kinds: ReadonlyMap<number, readonly string[]> = new Map([
  [0, ['CPS']],
  [1, ['CPF']],
  [2, ['CPE', 'CDE']],
  [3, ['CPA']],
]);

/**
 * Reads the certificate that signed an assertion, or says in French why it is refused: of no authority of persons, out of
 * its dates, revoked, or not one that signs.
 *
 * @param trust authorities of persons, root and intermediate
 * @param now instant of the system: certificates live by its clock, as in TLS (design §5.7)
 */
export function cardSignerOf(der: Buffer, trust: SigningTrust, now: Date): CardSigner | { refusal: string } {
  const { refusal } = signerOf(der, trust, now);
  if (refusal !== undefined) return { refusal };
  const certificate = new DecodedCertificate(new Uint8Array(der));
  const [holder = ''] = certificate.subjectName.getField('CN');
  return {
    subject: certificate.subject,
    holder,
    qualifiers: qualifiersOf(certificate),
    // The profession stands in T (GIE sample); which words the real service looks for is inferred.
    doctor: certificate.subjectName.getField('T').some((title) => /^(?:etudiant |étudiant )?m[eé]decin/i.test(title)),
  };
}

// The extension holds the DER of an integer.
function qualifiersOf(certificate: DecodedCertificate): readonly string[] {
  const value = certificate.getExtension(cardKindOid)?.value;
  const bytes = value === undefined ? Buffer.alloc(0) : Buffer.from(value);
  return kinds.get(bytes.length === 3 && bytes[0] === 0x02 ? (bytes[2] ?? -1) : -1) ?? ['CPX'];
}
