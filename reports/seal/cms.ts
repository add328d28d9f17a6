import { sign, type X509Certificate } from 'node:crypto';
import { Set as Asn1Set, Null, ObjectIdentifier, OctetString } from 'asn1js';
import {
  AlgorithmIdentifier,
  Attribute,
  ContentInfo,
  EncapsulatedContentInfo,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
  Time,
} from 'pkijs';
import { sha256 } from '../../core/index.ts';
import type { Credentials } from './credentials.ts';
import {
  arrayBuffer,
  attribute,
  inDerOrder,
  issuerAndSerial,
  oids,
  pkiCertificate,
  signingCertificateV2,
} from './der.ts';

/** What is signed, and how it goes into the message. */
export interface SignedContent {
  /** Type of the content: `data`, or `tstInfo` for a time token. */
  type: string;
  bytes: Buffer;
  /** True when the message does not hold the content. */
  detached: boolean;
  /** Signing time, for a signature; a time token has its own. */
  date?: Date;
}

/**
 * Signs with CMS (RFC 5652): RSA PKCS#1 v1.5 and SHA-256, which give one content one signature. With a date, the signed
 * attributes are those of CAdES-B (EN 319 122-1 §6.3): content-type, message-digest, signing-time, signing-certificate-v2.
 *
 * @returns DER of the ContentInfo
 */
export function signCms(content: SignedContent, credentials: Credentials): Buffer {
  const { certificate, chain, key } = credentials;
  const attributes = inDerOrder([
    attribute(oids.contentType, new ObjectIdentifier({ value: content.type })),
    attribute(oids.messageDigest, octets(Buffer.from(sha256(content.bytes), 'hex'))),
    signingCertificateV2(certificate),
    ...(content.date === undefined ? [] : [signingTime(content.date)]),
  ]);
  const signature = sign('sha256', signedAttributesDer(attributes), key);
  const signer = new SignerInfo({
    version: 1,
    sid: issuerAndSerial(certificate),
    digestAlgorithm: new AlgorithmIdentifier({ algorithmId: oids.sha256 }),
    signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes }),
    signatureAlgorithm: new AlgorithmIdentifier({ algorithmId: oids.rsa, algorithmParams: new Null() }),
    signature: octets(signature),
  });
  return encode(content, { signer, certificates: [certificate, ...chain] });
}

/** The DER over which signed attributes are signed: a SET OF, not the implicit tag of the message (RFC 5652 §5.4). */
export function signedAttributesDer(attributes: Attribute[]): Buffer {
  return Buffer.from(new Asn1Set({ value: attributes.map((item) => item.toSchema()) }).toBER());
}

function encode(
  content: SignedContent,
  { signer, certificates }: { signer: SignerInfo; certificates: X509Certificate[] },
): Buffer {
  const signed = new SignedData({
    // RFC 5652 §5.1: 3 when the content is not plain data.
    version: content.type === oids.data ? 1 : 3,
    digestAlgorithms: [new AlgorithmIdentifier({ algorithmId: oids.sha256 })],
    encapContentInfo: new EncapsulatedContentInfo({
      eContentType: content.type,
      ...(content.detached ? {} : { eContent: octets(content.bytes) }),
    }),
    signerInfos: [signer],
    certificates: certificates.map(pkiCertificate),
  });
  const info = new ContentInfo({ contentType: oids.signedData, content: signed.toSchema(true) });
  return Buffer.from(info.toSchema().toBER());
}

function signingTime(date: Date): Attribute {
  // UTCTime until 2049, GeneralizedTime after (RFC 5652 §11.3).
  const time = new Time({ type: date.getUTCFullYear() < 2050 ? 0 : 1, value: date });
  return new Attribute({ type: oids.signingTime, values: [time.toSchema()] });
}

function octets(bytes: Uint8Array): OctetString {
  return new OctetString({ valueHex: arrayBuffer(bytes) });
}
