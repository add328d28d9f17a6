import { constants, createHash, verify, X509Certificate } from 'node:crypto';
import { type ObjectIdentifier, OctetString, Sequence, type UTCTime } from 'asn1js';
import { type Attribute, Certificate, ContentInfo, IssuerAndSerialNumber, SignedData, type SignerInfo } from 'pkijs';
import { arrayBuffer, oids } from '../seal/index.ts';

/** A CMS message with one signer. */
export interface CmsMessage {
  contentType: string;
  /** The content, unless it is detached. */
  content: Buffer | undefined;
  signer: X509Certificate;
  certificates: X509Certificate[];
  signingTime: Date | undefined;
  /** True when the signed attributes say which certificate signs, and it is this one. */
  bindsCertificate: boolean;
  /** True when the signed attributes hold the digest of these bytes. */
  covers(content: Buffer): boolean;
  /** True when the certificate's key made the signature over the signed attributes. */
  signatureHolds(): boolean;
}

const signingCertificateV1 = '1.2.840.113549.1.9.16.2.12';
const hashes: Record<string, string> = { [oids.sha256]: 'sha256', [oids.sha384]: 'sha384', [oids.sha512]: 'sha512' };
const hashOfSignature: Record<string, string> = {
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
};
const rsaPss = '1.2.840.113549.1.1.10';
const hashByLength: Record<number, string> = { 20: 'sha1', 32: 'sha256', 48: 'sha384', 64: 'sha512' };

/** Reads a CMS SignedData (RFC 5652); undefined when it is not one with one signer, signed attributes and its certificate. */
export function readCms(bytes: Buffer): CmsMessage | undefined {
  try {
    const info = ContentInfo.fromBER(arrayBuffer(bytes));
    if (info.contentType !== oids.signedData) return undefined;
    return toMessage(new SignedData({ schema: info.content }));
  } catch {
    return undefined;
  }
}

/** True when `digest` is that of the certificate, whichever SHA made it. */
export function isDigestOf(digest: Buffer, data: Uint8Array): boolean {
  const hash = hashByLength[digest.length];
  return hash !== undefined && createHash(hash).update(data).digest().equals(digest);
}

function toMessage(signed: SignedData): CmsMessage | undefined {
  const [info, ...others] = signed.signerInfos;
  const attributes = info?.signedAttrs;
  if (info === undefined || others.length > 0 || attributes === undefined) return undefined;
  const certificates = (signed.certificates ?? [])
    .filter((certificate) => certificate instanceof Certificate)
    .map((certificate) => new X509Certificate(Buffer.from(certificate.toSchema().toBER())));
  const signer = certificates.find((certificate) => isSigner(certificate, info));
  const hash = hashes[info.digestAlgorithm.algorithmId];
  if (signer === undefined || hash === undefined) return undefined;
  const attributeOf = (type: string) => attributes.attributes.find((item: Attribute) => item.type === type)?.values[0];
  const { eContentType, eContent } = signed.encapContentInfo;
  const declared = (attributeOf(oids.contentType) as ObjectIdentifier | undefined)?.valueBlock.toString();
  return {
    contentType: eContentType,
    content: eContent === undefined ? undefined : Buffer.from(eContent.getValue()),
    signer,
    certificates,
    signingTime: dateOf(attributeOf(oids.signingTime)),
    bindsCertificate: bindsCertificate(
      attributeOf(oids.signingCertificateV2) ?? attributeOf(signingCertificateV1),
      signer,
    ),
    covers: (content) => {
      const digest = attributeOf(oids.messageDigest);
      const same = createHash(hash).update(content).digest();
      return declared === eContentType && digest instanceof OctetString && Buffer.from(digest.getValue()).equals(same);
    },
    signatureHolds: () => signatureHolds(info, { signer, hash, signed: Buffer.from(attributes.encodedValue) }),
  };
}

function isSigner(certificate: X509Certificate, { sid }: SignerInfo): boolean {
  const { issuer, serialNumber, extensions } = Certificate.fromBER(arrayBuffer(certificate.raw));
  if (sid instanceof IssuerAndSerialNumber) return sid.issuer.isEqual(issuer) && sid.serialNumber.isEqual(serialNumber);
  const key = extensions?.find((extension) => extension.extnID === '2.5.29.14')?.extnValue.valueBlock.valueHexView;
  const wanted = (
    sid as { valueBlock?: { valueHexView?: Uint8Array; value?: Array<{ valueBlock: { valueHexView: Uint8Array } }> } }
  ).valueBlock;
  const bytes = wanted?.value?.[0]?.valueBlock.valueHexView ?? wanted?.valueHexView;
  return key !== undefined && bytes !== undefined && Buffer.from(key).subarray(2).equals(Buffer.from(bytes));
}

function signatureHolds(
  info: SignerInfo,
  { signer, hash, signed }: { signer: X509Certificate; hash: string; signed: Buffer },
): boolean {
  const algorithm = info.signatureAlgorithm.algorithmId;
  const key = signer.publicKey;
  const pss = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO };
  try {
    const signature = Buffer.from(info.signature.getValue());
    return verify(hashOfSignature[algorithm] ?? hash, signed, algorithm === rsaPss ? pss : key, signature);
  } catch {
    return false;
  }
}

// SigningCertificate(V2) ::= SEQUENCE { certs SEQUENCE OF SEQUENCE { [algorithm,] certHash OCTET STRING, … } }
function bindsCertificate(value: unknown, signer: X509Certificate): boolean {
  const certs = firstOf(value);
  const first = firstOf(certs);
  if (!(first instanceof Sequence)) return false;
  const hash = first.valueBlock.value.find((part) => part instanceof OctetString);
  return hash instanceof OctetString && isDigestOf(Buffer.from(hash.getValue()), signer.raw);
}

function firstOf(value: unknown): unknown {
  return value instanceof Sequence ? value.valueBlock.value[0] : undefined;
}

function dateOf(value: unknown): Date | undefined {
  const time = value as Partial<UTCTime> | undefined;
  return time?.toDate?.();
}
