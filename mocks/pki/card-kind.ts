import 'reflect-metadata';
import { Extension, type X509Certificate } from '@peculiar/x509';

// In the order of the numbers that certificates give them (facts, INSi §1.4: GIE kit).
const kinds = ['CPS', 'CPF', 'CPE', 'CPA'] as const;

/** Kinds of card that a certificate names: of a professional, of one in training, of an employee. */
export type NamedCardKind = (typeof kinds)[number];

/** The same, and `CPX` for a card whose certificate names none of them. */
export type CardKind = NamedCardKind | 'CPX';

// Attribute of CPx certificates.
const oid = '1.2.250.1.71.1.2.2';
const integer = 0x02;

/** The attribute of a certificate that tells the kind of card, a DER INTEGER of one byte. */
export function cardKindExtension(kind: NamedCardKind): Extension {
  return new Extension(oid, false, Uint8Array.of(integer, 1, kinds.indexOf(kind)));
}

/** The kind of card that a certificate is of; undefined for one of no card. */
export function cardKindOf(certificate: X509Certificate): CardKind | undefined {
  const extension = certificate.getExtension(oid);
  if (extension === null) return undefined;
  const [tag, , kind = -1, ...others] = new Uint8Array(extension.value);
  return (tag === integer && others.length === 0 ? kinds[kind] : undefined) ?? 'CPX';
}
