import type { X509Certificate } from 'node:crypto';
import { type Integer, type ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import { Attribute, Certificate, IssuerAndSerialNumber } from 'pkijs';
import { sha256 } from '../../core/index.ts';

/** Object identifiers of CMS (RFC 5652), ESS (RFC 5035) and RFC 3161. */
export const oids = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
  rsa: '1.2.840.113549.1.1.1',
  sha256WithRsa: '1.2.840.113549.1.1.11',
} as const;

/** An `ArrayBuffer` of exactly these bytes, as the ASN.1 libraries want. */
export function arrayBuffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

/** The pkijs form of a certificate. */
export function pkiCertificate(certificate: X509Certificate): Certificate {
  return Certificate.fromBER(arrayBuffer(certificate.raw));
}

/** Which certificate signed (RFC 5652 §5.3). */
export function issuerAndSerial(certificate: X509Certificate): IssuerAndSerialNumber {
  const { issuer, serialNumber } = pkiCertificate(certificate);
  return new IssuerAndSerialNumber({ issuer, serialNumber });
}

/**
 * The signing-certificate-v2 attribute (RFC 5035 §3): binds the signature to one certificate, so that another one with
 * the same key can't take its place. SHA-256 being the default, its identifier is left out, as DER wants.
 */
export function signingCertificateV2(certificate: X509Certificate): Attribute {
  const hash = new OctetString({ valueHex: arrayBuffer(Buffer.from(sha256(certificate.raw), 'hex')) });
  const essCertId = new Sequence({ value: [hash] });
  return new Attribute({
    type: oids.signingCertificateV2,
    values: [new Sequence({ value: [new Sequence({ value: [essCertId] })] })],
  });
}

/** An attribute with one value. */
export function attribute(type: string, value: ObjectIdentifier | OctetString | Integer): Attribute {
  return new Attribute({ type, values: [value] });
}

/** Attributes in the order of their encodings, as DER wants of a SET OF (X.690 §11.6). */
export function inDerOrder(attributes: Attribute[]): Attribute[] {
  const encoded = attributes.map((item) => ({ item, der: Buffer.from(item.toSchema().toBER()) }));
  return encoded.sort((left, right) => Buffer.compare(left.der, right.der)).map(({ item }) => item);
}
