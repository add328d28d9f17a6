import { createHash, createPrivateKey, sign, X509Certificate } from 'node:crypto';
import { documentXml, type Pem } from './dmp-request.ts';

/** What a test signs, and what it does wrong. */
export interface LotSignatureParts {
  /** uniqueId of the lot. */
  lot: string;
  /** Bytes by uniqueId. */
  documents: Readonly<Record<string, string>>;
  pem: Pem;
  hash?: 'sha1' | 'sha256';
  purpose?: string;
  /** Content of the XAdES properties. */
  policy?: string;
  signingTime?: string;
}

const ds = 'xmlns:ds="http://www.w3.org/2000/09/xmldsig#"';
const xades = 'xmlns:x="http://uri.etsi.org/01903/v1.1.1#"';
const c14n = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments';
const digests = {
  sha1: 'http://www.w3.org/2000/09/xmldsig#sha1',
  sha256: 'http://www.w3.org/2001/04/xmlenc#sha256',
};
const methods = {
  sha1: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
  sha256: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
};

/** The XAdES signature of a lot (IHE DSG), written in canonical form so that it can be signed as it stands. */
export function lotSignature(parts: LotSignatureParts): string {
  const { lot, documents, pem, hash = 'sha256', purpose = '1.2.840.10065.1.12.1.14' } = parts;
  const { policy = '<x:SignaturePolicyImplied></x:SignaturePolicyImplied>', signingTime = '2026-03-10T09:17:00Z' } =
    parts;
  const digest = (bytes: string | Buffer): string => createHash(hash).update(bytes).digest('base64');
  const method = `<ds:DigestMethod Algorithm="${digests[hash]}"></ds:DigestMethod>`;
  const reference = (attributes: string, value: string): string =>
    `<ds:Reference ${attributes}>${method}<ds:DigestValue>${value}</ds:DigestValue></ds:Reference>`;
  const certificate = new X509Certificate(pem.cert).raw;
  const manifest = [
    reference(`URI="urn:oid:${lot}"`, 'AA=='),
    ...Object.entries(documents).map(([id, text]) => reference(`URI="urn:oid:${id}"`, digest(text))),
  ].join('');
  const properties =
    `<x:SignedSignatureProperties><x:SigningTime>${signingTime}</x:SigningTime><x:SigningCertificate><x:Cert><x:CertDigest>` +
    `<x:DigestMethod Algorithm="${digests[hash]}"></x:DigestMethod><x:DigestValue>${digest(certificate)}</x:DigestValue>` +
    `</x:CertDigest></x:Cert></x:SigningCertificate><x:SignaturePolicyIdentifier>${policy}</x:SignaturePolicyIdentifier>` +
    '</x:SignedSignatureProperties></x:SignedProperties>';
  const info =
    `<ds:CanonicalizationMethod Algorithm="${c14n}"></ds:CanonicalizationMethod>` +
    `<ds:SignatureMethod Algorithm="${methods[hash]}"></ds:SignatureMethod>` +
    reference(
      'Type="http://www.w3.org/2000/09/xmldsig#Manifest" URI="#IHEManifest"',
      digest(`<ds:Manifest ${ds} Id="IHEManifest">${manifest}</ds:Manifest>`),
    ) +
    reference(
      'Type="http://uri.etsi.org/01903/v1.1.1#SignedProperties" URI="#Properties"',
      digest(`<x:SignedProperties ${ds} ${xades} Id="Properties">${properties}`),
    ) +
    '</ds:SignedInfo>';
  const value = sign(hash, Buffer.from(`<ds:SignedInfo ${ds}>${info}`), createPrivateKey(pem.key)).toString('base64');
  return (
    `<ds:Signature ${ds}><ds:SignedInfo>${info}<ds:SignatureValue>${value}</ds:SignatureValue><ds:KeyInfo><ds:X509Data>` +
    `<ds:X509Certificate>${certificate.toString('base64')}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>` +
    `<ds:Object><ds:Manifest Id="IHEManifest">${manifest}</ds:Manifest><ds:SignatureProperties>` +
    `<ds:SignatureProperty Id="purposeOfSignature">${purpose}</ds:SignatureProperty></ds:SignatureProperties></ds:Object>` +
    `<ds:Object><x:QualifyingProperties ${xades}><x:SignedProperties Id="Properties">${properties}` +
    '</x:QualifyingProperties></ds:Object></ds:Signature>'
  );
}

/** The entry of the signature of a lot (facts, DMP §5.7). */
export function signatureXml(uniqueId = '2.25.199', id = 'Signature01'): string {
  const event =
    '<r:Classification classificationScheme="urn:uuid:2c6b8cb7-8b2a-4051-b291-b1ae6a575ef4" nodeRepresentation="1.2.840.10065.1.12.1.14"/>';
  const recode = (xml: string, scheme: string, [code, system]: readonly [string, string]): string =>
    xml.replace(
      new RegExp(`(classificationScheme="urn:uuid:${scheme}[^"]*" nodeRepresentation=")[^"]*(".*?<r:Value>)[^<]*`),
      `$1${code}$2${system}`,
    );
  const codes = {
    '41a5887f': ['urn:oid:1.3.6.1.4.1.19376.1.2.1.1.1', 'URN'],
    f0306f51: ['E1762', 'ASTM'],
    a09d5840: ['http://www.w3.org/2000/09/xmldsig#', 'URN'],
  } as const;
  const plain = documentXml({
    id,
    uniqueId,
    confidentialities: ['N', 'MASQUE_PS', 'INVISIBLE_PATIENT'],
    slots: { languageCode: 'art' },
  });
  const coded = Object.entries(codes).reduce((xml, [scheme, code]) => recode(xml, scheme, code), plain);
  return coded.replace('<r:ExternalIdentifier', `${event}<r:ExternalIdentifier`);
}

/** The association that joins the signature to its lot. */
export const signs =
  '<r:Association id="a-signs" associationType="urn:ihe:iti:2007:AssociationType:signs" sourceObject="Signature01" targetObject="SubmissionSet01"/>';
