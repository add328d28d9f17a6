import { createHash, timingSafeEqual } from 'node:crypto';
import { XmlC14NMode, type XmlDocument, type XmlElement } from 'libxml2-wasm';
import { isProbantError } from './errors.ts';
import { elementAt, type Namespaces, textAt, textsAt, withXml } from './xml.ts';
import { canonical, digestMethods, signatureMethods, signerOf } from './xml-signature.ts';
import { base64, type Canonicalization, canonicalizationOf } from './xml-signature-form.ts';

/** What a manifest says of one thing that stands outside the signature. */
export interface ManifestReference {
  uri: string;
  /** `sha1`, `sha256`. */
  digestMethod: string;
  digest: Buffer;
  /** How the bytes are written before the digest; absent, as they are. */
  canonicalization?: Canonicalization;
}

/** A signature over a manifest (IHE DSG, XAdES), its own values verified. */
export interface ManifestSignature {
  ok: true;
  /** DER of the certificate whose key made the signature: whom it belongs to is for the caller to judge. */
  certificate: Buffer;
  signatureMethod: string;
  references: readonly ManifestReference[];
  /** Code of the purpose of the signature; null when absent. */
  purpose: string | null;
  /** `SigningTime`; null when absent. */
  signingTime: string | null;
  /** True when a digest of `SigningCertificate` is that of the certificate. */
  certificateNamed: boolean;
  /** True when there is a `SignaturePolicyIdentifier`. */
  policy: boolean;
}

/** What the verification of a signature over a manifest finds; the reason is French. */
export type ManifestVerification = ManifestSignature | { ok: false; reason: string };

const ds = 'http://www.w3.org/2000/09/xmldsig#';
const ns: Namespaces = { ds };
const manifestType = `${ds}Manifest`;
// XAdES 1.1.1 in the DMP's samples, 1.2.2 and 1.3.2 in later tools; from 1.3.2 on the type has no version.
const propertiesType = /^http:\/\/uri\.etsi\.org\/01903(?:\/v1\.[0-9]\.[0-9])?#SignedProperties$/;
const maxReferences = 1000;

/**
 * Verifies a detached signature over a manifest, as IHE DSG makes it: `ds:Signature` is the root, its `SignedInfo` names the
 * manifest and the XAdES signed properties. What the manifest refers to is for the caller, with {@link digestDefect}.
 *
 * Accepts C14N 1.0 and exclusive C14N, rsa-sha1, rsa-sha256 and ecdsa-sha256, sha1 and sha256.
 */
export function verifyManifestSignature(document: XmlDocument): ManifestVerification {
  const { root } = document;
  if (root.name !== 'Signature' || root.namespaceUri !== ds) return no('la racine n’est pas ds:Signature');
  const signedInfo = elementAt(document, '/ds:Signature/ds:SignedInfo', ns);
  if (signedInfo === null) return no('ds:SignedInfo est absent');
  const references = signedInfo.find('ds:Reference', ns) as XmlElement[];
  const manifest = signedElement(document, references, (type) => type === manifestType);
  if (typeof manifest === 'string') return no(`manifeste : ${manifest}`);
  const properties = signedElement(document, references, (type) => propertiesType.test(type));
  if (typeof properties === 'string') return no(`propriétés signées (XAdES) : ${properties}`);
  for (const reference of references) {
    const defect = sameDocumentDefect(document, reference);
    if (defect !== null) return no(defect);
  }
  const signer = verifiedSigner(document, signedInfo);
  if ('reason' in signer) return no(signer.reason);
  const listed = manifestReferences(manifest);
  if (typeof listed === 'string') return no(listed);
  return { ok: true, ...signer, references: listed, ...propertiesOf(document, properties, signer.certificate) };
}

/** What is wrong (French) between the bytes and what a manifest says of them; null when nothing is. */
export function digestDefect(reference: ManifestReference, bytes: Buffer): string | null {
  const { canonicalization, digestMethod, digest } = reference;
  try {
    const written = canonicalization === undefined ? bytes : withXml(bytes, (one) => canonical(one, canonicalization));
    return same(createHash(digestMethod).update(written).digest(), digest)
      ? null
      : `l’empreinte ${digestMethod} n’est pas celle du manifeste`;
  } catch (thrown) {
    if (!isProbantError(thrown)) throw thrown;
    return `la canonisation est impossible : ${thrown.message}`;
  }
}

function no(reason: string): ManifestVerification {
  return { ok: false, reason };
}

function signedElement(
  document: XmlDocument,
  references: readonly XmlElement[],
  isType: (type: string) => boolean,
): XmlElement | string {
  const [reference, other] = references.filter((one) => isType(one.attr('Type')?.value ?? ''));
  if (reference === undefined || other !== undefined) return 'il faut une ds:Reference de ce type, et une seule';
  return elementOf(document, reference);
}

// One bearer of the ID only, or another element could be read than the one that is signed.
function elementOf(document: XmlDocument, reference: XmlElement): XmlElement | string {
  const uri = reference.attr('URI')?.value ?? '';
  if (!/^#[\p{L}_][\p{L}\p{N}._-]*$/u.test(uri)) return `la référence « ${uri} » n’est pas celle d’un élément`;
  const bearers = document.find(`//*[@*[translate(local-name(),'id','ID')='ID'] = '${uri.slice(1)}']`) as XmlElement[];
  const [element, other] = bearers;
  if (element === undefined || other !== undefined) return `« ${uri} » est porté par ${bearers.length} éléments`;
  return element;
}

function sameDocumentDefect(document: XmlDocument, reference: XmlElement): string | null {
  const element = elementOf(document, reference);
  if (typeof element === 'string') return element;
  const read = readReference(reference);
  if (typeof read === 'string') return read;
  // XML Signature §4.4.3.3: `#id` selects no comment; without a transform, C14N 1.0.
  const { mode = XmlC14NMode.XML_C14N_1_0, inclusiveNamespacePrefixes = [] } = read.canonicalization ?? {};
  const written = canonical(element, { mode, inclusiveNamespacePrefixes, withComments: false });
  const digest = createHash(read.digestMethod).update(written).digest();
  return same(digest, read.digest) ? null : `l’empreinte de « ${read.uri} » n’est pas celle qui est signée`;
}

function readReference(reference: XmlElement): ManifestReference | string {
  const uri = reference.attr('URI')?.value ?? '';
  const method = textAt(reference, 'ds:DigestMethod/@Algorithm', ns) ?? 'absent';
  const digestMethod = digestMethods[method];
  if (digestMethod === undefined) return `l’algorithme « ${method} » n’est pas admis`;
  const [transform, other] = reference.find('ds:Transforms/ds:Transform', ns) as XmlElement[];
  if (other !== undefined) return `« ${uri} » a plusieurs transformations`;
  const digest = base64(textAt(reference, 'ds:DigestValue', ns) ?? '');
  if (transform === undefined) return { uri, digestMethod, digest };
  const canonicalization = canonicalizationOf(transform);
  return typeof canonicalization === 'string' ? canonicalization : { uri, digestMethod, digest, canonicalization };
}

function verifiedSigner(
  document: XmlDocument,
  signedInfo: XmlElement,
): { certificate: Buffer; signatureMethod: string } | { reason: string } {
  const algorithm = textAt(signedInfo, 'ds:SignatureMethod/@Algorithm', ns) ?? 'absent';
  const method = signatureMethods[algorithm];
  if (method === undefined) return { reason: `l’algorithme « ${algorithm} » n’est pas admis` };
  const canonicalization = canonicalizationOf(elementAt(signedInfo, 'ds:CanonicalizationMethod', ns));
  if (typeof canonicalization === 'string') return { reason: canonicalization };
  const certificates = textsAt(document, '/ds:Signature/ds:KeyInfo/ds:X509Data/ds:X509Certificate', ns).map(base64);
  if (certificates.length === 0) return { reason: 'ds:KeyInfo ne porte pas de ds:X509Certificate' };
  const signatureValue = base64(textAt(document, '/ds:Signature/ds:SignatureValue', ns) ?? '');
  const signer = signerOf(
    { signed: canonical(signedInfo, canonicalization), certificates: certificates.slice(0, 8), signatureValue },
    method,
  );
  if (signer === null) return { reason: 'aucun certificat de ds:KeyInfo n’a fait cette signature' };
  return { certificate: signer, signatureMethod: method.name };
}

function manifestReferences(manifest: XmlElement): ManifestReference[] | string {
  const elements = manifest.find('ds:Reference', ns) as XmlElement[];
  if (elements.length > maxReferences) return `le manifeste a plus de ${maxReferences} références`;
  const read = elements.map(readReference);
  return read.find((one) => typeof one === 'string') ?? (read as ManifestReference[]);
}

// XAdES 1.1.1 has digests in its own namespace, later ones in that of XML Signature: local names.
function propertiesOf(
  document: XmlDocument,
  properties: XmlElement,
  certificate: Buffer,
): Pick<ManifestSignature, 'purpose' | 'signingTime' | 'certificateNamed' | 'policy'> {
  const local = (...names: string[]): string => `.//${names.map((name) => `*[local-name()='${name}']`).join('/')}`;
  const digests = properties.find(local('SigningCertificate', 'Cert', 'CertDigest'), ns) as XmlElement[];
  const named = digests.some((one) => {
    const method = digestMethods[textAt(one, `${local('DigestMethod')}/@Algorithm`, ns) ?? ''];
    const value = base64(textAt(one, local('DigestValue'), ns) ?? '');
    return method !== undefined && same(createHash(method).update(certificate).digest(), value);
  });
  return {
    purpose: textAt(document, "//ds:SignatureProperty[@Id='purposeOfSignature']", ns),
    signingTime: textAt(properties, local('SigningTime'), ns),
    certificateNamed: named,
    policy: properties.find(`${local('SignaturePolicyIdentifier')}/*`, ns).length > 0,
  };
}

function same(left: Buffer, right: Buffer): boolean {
  return left.length === right.length && timingSafeEqual(left, right);
}
