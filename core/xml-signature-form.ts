import { XmlC14NMode, type XmlElement } from 'libxml2-wasm';
import { type Namespaces, textAt } from './xml.ts';
import type { Address, XmlMemory } from './xml-memory.ts';
import { treeFrom, type XmlTree } from './xml-tree.ts';

const ds = 'http://www.w3.org/2000/09/xmldsig#';
const c14n = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const enveloped = `${ds}enveloped-signature`;
const namespaces: Namespaces = { ec: exclusive };

/** How to write a tree as bytes. */
export interface Canonicalization {
  mode: (typeof XmlC14NMode)[keyof typeof XmlC14NMode];
  withComments: boolean;
  inclusiveNamespacePrefixes: string[];
}

/** The parts of a `ds:Signature` that has the accepted form. */
export interface SignatureForm {
  signature: Address;
  signedInfo: Address;
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
// Those of a signature with its chain are about twenty.
const maxElements = 1_000;

/**
 * Reads the one signature that stands right below `element`.
 *
 * @param memory of the document
 * @param id the ID that its only reference must name
 * @returns why it is refused (French), where it has not the form
 */
export function readSignatureForm(memory: XmlMemory, element: Address, id: string): SignatureForm | string {
  const [signature, another] = memory.childrenNamed(element, ds, 'Signature');
  if (signature === undefined) return 'l’élément ne porte pas de ds:Signature';
  if (another !== undefined) return 'l’élément porte plusieurs ds:Signature';
  const [signedInfo, other] = memory.childrenNamed(signature, ds, 'SignedInfo');
  if (signedInfo === undefined || other !== undefined) return 'il faut un seul ds:SignedInfo';
  const tree = treeFrom(memory, signature, { name: prefixed, limit: maxElements });
  if (tree === null) return 'ds:Signature est trop grande';
  const references = at(tree, 'ds:SignedInfo', 'ds:Reference');
  if (references.length !== 1) return 'il faut une seule ds:Reference';
  const uri = references[0]?.attributes.get('URI');
  if (uri !== `#${id}`) return `la référence « ${uri ?? 'absente'} » n’est pas l’élément signé « #${id} »`;
  const read = readForm(tree);
  return typeof read === 'string' ? read : { ...read, signature, signedInfo };
}

function readForm(tree: XmlTree): Omit<SignatureForm, 'signature' | 'signedInfo'> | string {
  const [method] = at(tree, 'ds:SignedInfo', 'ds:CanonicalizationMethod');
  const canonicalization = canonicalizationIn(method);
  if (typeof canonicalization === 'string') return canonicalization;
  const transform = transformOf(at(tree, 'ds:SignedInfo', 'ds:Reference', 'ds:Transforms', 'ds:Transform'));
  if (typeof transform === 'string') return transform;
  const certificates = at(tree, 'ds:KeyInfo', 'ds:X509Data', 'ds:X509Certificate').map(({ text }) => base64(text));
  if (certificates.length === 0) return 'ds:KeyInfo ne porte pas de ds:X509Certificate';
  if (certificates.length > maxCertificates) return `ds:KeyInfo porte plus de ${maxCertificates} certificats`;
  return {
    canonicalization,
    transform,
    certificates,
    signatureMethod: algorithmOf(at(tree, 'ds:SignedInfo', 'ds:SignatureMethod')[0]) ?? 'absent',
    signatureValue: base64(at(tree, 'ds:SignatureValue')[0]?.text ?? ''),
    digestMethod: algorithmOf(at(tree, 'ds:SignedInfo', 'ds:Reference', 'ds:DigestMethod')[0]) ?? 'absent',
    digestValue: base64(at(tree, 'ds:SignedInfo', 'ds:Reference', 'ds:DigestValue')[0]?.text ?? ''),
  };
}

function prefixed(namespace: string, local: string): string {
  if (namespace === ds) return `ds:${local}`;
  return namespace === exclusive ? `ec:${local}` : `?:${local}`;
}

function at(tree: XmlTree, ...path: readonly string[]): XmlTree[] {
  let found = [tree];
  for (const step of path) found = found.flatMap(({ children }) => children.filter(({ name }) => name === step));
  return found;
}

function algorithmOf(tree: XmlTree | undefined): string | undefined {
  return tree?.attributes.get('Algorithm');
}

// XML Signature §4.4.3.2: what is left after the enveloped transform is canonicalised, by C14N 1.0 unless told.
function transformOf([first, second, ...more]: readonly XmlTree[]): Canonicalization | string {
  if (algorithmOf(first) !== enveloped) return 'la première transformation n’est pas « enveloped-signature »';
  if (more.length > 0) return 'il y a plus de deux transformations';
  if (second === undefined) return { ...inclusive, withComments: false };
  const read = canonicalizationIn(second);
  // §4.4.3.3: `#id` selects no comment, whatever the canonicalisation.
  return typeof read === 'string' ? read : { ...read, withComments: false };
}

const inclusive = { mode: XmlC14NMode.XML_C14N_1_0, inclusiveNamespacePrefixes: [] as string[] };

function canonicalizationIn(method: XmlTree | undefined): Canonicalization | string {
  const list = method?.children.find(({ name }) => name === 'ec:InclusiveNamespaces')?.attributes.get('PrefixList');
  return canonicalizationNamed(algorithmOf(method), list);
}

/** Reads a canonicalisation, or says in French why it is refused. */
export function canonicalizationOf(method: XmlElement | null): Canonicalization | string {
  const list = method === null ? null : textAt(method, 'ec:InclusiveNamespaces/@PrefixList', namespaces);
  return canonicalizationNamed(method?.attr('Algorithm')?.value, list ?? undefined);
}

function canonicalizationNamed(algorithm = 'absente', prefixes = ''): Canonicalization | string {
  const withComments = algorithm.endsWith('#WithComments') || algorithm === `${exclusive}WithComments`;
  if ([c14n, `${c14n}#WithComments`].includes(algorithm)) return { ...inclusive, withComments };
  if (![exclusive, `${exclusive}WithComments`].includes(algorithm)) {
    return `la canonisation ou transformation « ${algorithm} » n’est pas admise`;
  }
  return {
    mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0,
    withComments,
    inclusiveNamespacePrefixes: prefixes.split(/\s+/).filter((prefix) => prefix !== ''),
  };
}

/** The bytes of base64 text, whatever its lines. */
export function base64(text: string): Buffer {
  return Buffer.from(text.replace(/\s+/g, ''), 'base64');
}
