import { type CardKind, type SigningTrust, signerOf, valuesIn } from '../pki/index.ts';

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

// What `NameQualifier` may say of each kind of card.
const qualifiers: Readonly<Record<CardKind, readonly string[]>> = {
  CPS: ['CPS'],
  CPF: ['CPF'],
  CPE: ['CPE', 'CDE'],
  CPA: ['CPA'],
  CPX: ['CPX'],
};

/**
 * Reads the certificate that signed an assertion, or says in French why it is refused: of no authority of persons, out of
 * its dates, revoked, or not one that signs.
 *
 * @param trust authorities of persons, root and intermediate
 * @param now instant of the system: certificates live by its clock, as in TLS (design §5.7)
 */
export function cardSignerOf(der: Buffer, trust: SigningTrust, now: Date): CardSigner | { refusal: string } {
  const { subject, card = 'CPX', refusal } = signerOf(der, trust, now);
  if (refusal !== undefined) return { refusal };
  const [holder = ''] = valuesIn(subject, 'CN');
  return {
    subject,
    holder,
    qualifiers: qualifiers[card],
    // The profession stands in T (GIE sample); which words the real service looks for is inferred.
    doctor: valuesIn(subject, 'T').some((title) => /^(?:etudiant |étudiant )?m[eé]decin/i.test(title)),
  };
}
