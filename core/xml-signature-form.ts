import { XmlC14NMode, type XmlElement } from 'libxml2-wasm';
import { compiled, elementAt, type Namespaces, textAt, textsAt } from './xml.ts';

const ds = 'http://www.w3.org/2000/09/xmldsig#';
const c14n = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const enveloped = `${ds}enveloped-signature`;
const namespaces: Namespaces = { ds, ec: exclusive };

/** How to write a tree as bytes. */
export interface Canonicalization {
  mode: (typeof XmlC14NMode)[keyof typeof XmlC14NMode];
  withComments: boolean;
  inclusiveNamespacePrefixes: string[];
}

/** The parts of a `ds:Signature` that has the accepted form. */
export interface SignatureForm {
  signature: XmlElement;
  signedInfo: XmlElement;
  /** Of `SignedInfo`. */
  canonicalization: Canonicalization;
  /** Of what the reference names, the signature taken away. */
  transform: Canonicalization;
  signatureMethod: string;
  signatureValue: Buffer;
  digestMethod: string;
  digestValue: Buffer;
  certificates: Buffer[];
}

// A chain is three or four certificates; more would only buy an attacker our time.
const maxCertificates = 8;

/**
 * Reads the one signature that stands right below `element`.
 *
 * @param id the ID that its only reference must name
 * @returns why it is refused (French), where it has not the form
 */
export function readSignatureForm(element: XmlElement, id: string): SignatureForm | string {
  const signatures = element.find(compiled('ds:Signature', namespaces)) as XmlElement[];
  const [signature] = signatures;
  if (signature === undefined) return 'l’élément ne porte pas de ds:Signature';
  if (signatures.length > 1) return 'l’élément porte plusieurs ds:Signature';
  if (signature.eval(compiled('count(ds:SignedInfo)', namespaces)) !== 1) return 'il faut un seul ds:SignedInfo';
  if (signature.eval(compiled('count(ds:SignedInfo/ds:Reference)', namespaces)) !== 1)
    return 'il faut une seule ds:Reference';
  const signedInfo = elementAt(signature, 'ds:SignedInfo', namespaces) as XmlElement;
  const reference = elementAt(signedInfo, 'ds:Reference', namespaces) as XmlElement;
  const uri = reference.attr('URI')?.value;
  if (uri !== `#${id}`) return `la référence « ${uri ?? 'absente'} » n’est pas l’élément signé « #${id} »`;
  return assemble(signature, signedInfo, reference);
}

function assemble(signature: XmlElement, signedInfo: XmlElement, reference: XmlElement): SignatureForm | string {
  const canonicalization = canonicalizationOf(elementAt(signedInfo, 'ds:CanonicalizationMethod', namespaces));
  if (typeof canonicalization === 'string') return canonicalization;
  const transform = transformOf(reference.find(compiled('ds:Transforms/ds:Transform', namespaces)) as XmlElement[]);
  if (typeof transform === 'string') return transform;
  const certificates = textsAt(signature, 'ds:KeyInfo/ds:X509Data/ds:X509Certificate', namespaces).map(base64);
  if (certificates.length === 0) return 'ds:KeyInfo ne porte pas de ds:X509Certificate';
  if (certificates.length > maxCertificates) return `ds:KeyInfo porte plus de ${maxCertificates} certificats`;
  return {
    signature,
    signedInfo,
    canonicalization,
    transform,
    certificates,
    signatureMethod: textAt(signedInfo, 'ds:SignatureMethod/@Algorithm', namespaces) ?? 'absent',
    signatureValue: base64(textAt(signature, 'ds:SignatureValue', namespaces) ?? ''),
    digestMethod: textAt(reference, 'ds:DigestMethod/@Algorithm', namespaces) ?? 'absent',
    digestValue: base64(textAt(reference, 'ds:DigestValue', namespaces) ?? ''),
  };
}

// XML Signature §4.4.3.2: what is left after the enveloped transform is canonicalised, by C14N 1.0 unless told.
function transformOf([first, second, ...more]: XmlElement[]): Canonicalization | string {
  if (first?.attr('Algorithm')?.value !== enveloped)
    return 'la première transformation n’est pas « enveloped-signature »';
  if (more.length > 0) return 'il y a plus de deux transformations';
  if (second === undefined) return { ...inclusive, withComments: false };
  const read = canonicalizationOf(second);
  // §4.4.3.3: `#id` selects no comment, whatever the canonicalisation.
  return typeof read === 'string' ? read : { ...read, withComments: false };
}

const inclusive = { mode: XmlC14NMode.XML_C14N_1_0, inclusiveNamespacePrefixes: [] as string[] };

/** Reads a canonicalisation, or says in French why it is refused. */
export function canonicalizationOf(method: XmlElement | null): Canonicalization | string {
  const algorithm = method?.attr('Algorithm')?.value ?? 'absente';
  const withComments = algorithm.endsWith('#WithComments') || algorithm === `${exclusive}WithComments`;
  if ([c14n, `${c14n}#WithComments`].includes(algorithm)) return { ...inclusive, withComments };
  if (![exclusive, `${exclusive}WithComments`].includes(algorithm)) {
    return `la canonisation ou transformation « ${algorithm} » n’est pas admise`;
  }
  const prefixes = method === null ? null : textAt(method, 'ec:InclusiveNamespaces/@PrefixList', namespaces);
  return {
    mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0,
    withComments,
    inclusiveNamespacePrefixes: (prefixes ?? '').split(/\s+/).filter((prefix) => prefix !== ''),
  };
}

/** The bytes of base64 text, whatever its lines. */
export function base64(text: string): Buffer {
  return Buffer.from(text.replace(/\s+/g, ''), 'base64');
}
