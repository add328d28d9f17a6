import { hash as digestOf, type KeyObject, timingSafeEqual, verify, X509Certificate } from 'node:crypto';
import { XmlC14NMode, XmlDocument, XmlElement, type XmlOutputBufferHandler } from 'libxml2-wasm';
import { isProbantError, messageOf, ProbantError } from './errors.ts';
import { compiled, type Namespaces } from './xml.ts';
import { exclusiveForm } from './xml-exclusive.ts';
import { addressOf, elementFrom, memoryOf, nodeKinds } from './xml-memory.ts';
import { type Canonicalization, readSignatureForm, type SignatureForm } from './xml-signature-form.ts';

/** What the verification of a signature finds. */
export type SignatureVerification =
  | {
      ok: true;
      /** DER of the certificate whose key made the signature: whom it belongs to is for the caller to judge. */
      certificate: Buffer;
      signedId: string;
      /** `rsa-sha256`… */
      signatureMethod: string;
      /** `sha256`… */
      digestMethod: string;
    }
  | {
      ok: false;
      /** French. */
      reason: string;
    };

/** Algorithms of signature that are accepted, by address. */
export const signatureMethods: Readonly<Record<string, { name: string; hash: string; key: 'rsa' | 'ec' }>> = {
  'http://www.w3.org/2000/09/xmldsig#rsa-sha1': { name: 'rsa-sha1', hash: 'sha1', key: 'rsa' },
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256': { name: 'rsa-sha256', hash: 'sha256', key: 'rsa' },
  'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256': { name: 'ecdsa-sha256', hash: 'sha256', key: 'ec' },
};

/** Algorithms of digest that are accepted, by address. */
export const digestMethods: Readonly<Record<string, string>> = {
  'http://www.w3.org/2000/09/xmldsig#sha1': 'sha1',
  'http://www.w3.org/2001/04/xmlenc#sha256': 'sha256',
};

// A SOAP envelope of a large submission has some thousands; the time of a canonicalisation grows with them.
const maxNodes = 100_000;
const maxModulusLength = 8192;
const namespaces: Namespaces = { ds: 'http://www.w3.org/2000/09/xmldsig#' };
const ncName = /^[\p{L}_][\p{L}\p{N}._-]*$/u;

/**
 * Verifies the enveloped signature of a SAML assertion, wherever it stands in the document: XML Signature 1.1, with what
 * SAML 2.0 core §5.4 asks: one reference, to the ID of the signed element, which no other element bears.
 *
 * Accepts exclusive C14N and C14N 1.0, rsa-sha1, rsa-sha256 and ecdsa-sha256, sha1 and sha256. Trust in the certificate
 * is not judged here.
 *
 * @param document the document, left as it was
 * @param element the signed element, parent of `ds:Signature`
 */
export function verifyEnvelopedSignature(document: XmlDocument, element: XmlElement): SignatureVerification {
  try {
    return verified(document, element);
  } catch (thrown) {
    if (!isProbantError(thrown)) throw thrown;
    return { ok: false, reason: `la canonisation est impossible : ${thrown.message}` };
  }
}

function verified(document: XmlDocument, element: XmlElement): SignatureVerification {
  const id = element.attr('ID')?.value ?? '';
  const reason = refusedId(document, id);
  if (reason !== null) return { ok: false, reason };
  const form = readSignatureForm(memoryOf(document), addressOf(element), id);
  if (typeof form === 'string') return { ok: false, reason: form };
  const method = signatureMethods[form.signatureMethod];
  if (method === undefined) return refusedAlgorithm(form.signatureMethod);
  const digestMethod = digestMethods[form.digestMethod];
  if (digestMethod === undefined) return refusedAlgorithm(form.digestMethod);
  const digest = digestOf(digestMethod, unsigned(document, element, form), 'buffer');
  if (!same(digest, form.digestValue)) {
    return { ok: false, reason: 'l’empreinte du contenu n’est pas celle qui est signée : il a changé depuis' };
  }
  const certificate = signerOf({ ...form, signed: signedInfoOf(document, form) }, method);
  if (certificate === null) return { ok: false, reason: 'aucun certificat de ds:KeyInfo n’a fait cette signature' };
  return { ok: true, certificate, signedId: id, signatureMethod: method.name, digestMethod };
}

// Two elements of one ID are how a signed element is kept while another one is read (signature wrapping).
function refusedId(document: XmlDocument, id: string): string | null {
  if (!ncName.test(id)) return `l’attribut ID « ${id} » de l’élément n’est pas un nom XML`;
  const bearers = bearersOf(document, id);
  if (bearers === undefined) return 'le document est trop grand';
  return bearers === 1 ? null : `l’identifiant « ${id} » est porté par ${bearers} éléments`;
}

/** How many elements have an attribute `ID`, whatever its case and namespace, of that value; undefined when too large. */
function bearersOf(document: XmlDocument, id: string): number | undefined {
  const memory = memoryOf(document);
  const waiting = [addressOf(document.root)];
  let left = maxNodes;
  let bearers = 0;
  for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
    let bears = false;
    for (let one = memory.firstAttribute(element); one !== 0; one = memory.next(one)) {
      left -= 1;
      bears ||= memory.name(one).toUpperCase() === 'ID' && memory.value(one) === id;
    }
    if (bears) bearers += 1;
    for (let node = memory.firstChild(element); node !== 0; node = memory.next(node)) {
      left -= 1;
      if (memory.kind(node) === nodeKinds.element) waiting.push(node);
    }
    if (left < 0) return undefined;
  }
  return bearers;
}

function refusedAlgorithm(algorithm: string): SignatureVerification {
  return { ok: false, reason: `l’algorithme « ${algorithm} » n’est pas admis` };
}

// Saving and reading again keep all that canonicalisation looks at.
function withCopy<T>(document: XmlDocument, id: string, use: (element: XmlElement) => T): T {
  const saved = new Bytes();
  document.save(saved, { format: false, encoding: 'utf-8' });
  const copy = XmlDocument.fromBuffer(saved.all);
  try {
    return use(copy.get(`//*[@ID='${id}']`) as XmlElement);
  } finally {
    copy.dispose();
  }
}

function unsigned(
  document: XmlDocument,
  element: XmlElement,
  { signature, transform }: SignatureForm,
): Buffer | string {
  if (isPlain(transform)) return exclusiveForm(memoryOf(document), addressOf(element), signature);
  return withCopy(document, element.attr('ID')?.value ?? '', (copy) => {
    copy.get(compiled('ds:Signature', namespaces))?.remove();
    return canonical(copy, transform);
  });
}

function signedInfoOf(document: XmlDocument, { signedInfo, canonicalization }: SignatureForm): Buffer {
  if (isPlain(canonicalization)) return Buffer.from(exclusiveForm(memoryOf(document), signedInfo));
  return canonical(elementFrom(signedInfo), canonicalization);
}

/** Exclusive, without comments nor prefixes to keep: what nearly all signatures ask for. */
function isPlain({ mode, withComments, inclusiveNamespacePrefixes }: Canonicalization): boolean {
  return mode === XmlC14NMode.XML_C14N_EXCLUSIVE_1_0 && !withComments && inclusiveNamespacePrefixes.length === 0;
}

/**
 * The canonical bytes of an element, or of a whole document with what stands beside its root.
 *
 * @throws {@link ProbantError} `xml_invalide` for a document that has none: a namespace of a relative address (C14N 1.0 §1.3)
 */
export function canonical(tree: XmlElement | XmlDocument, options: Canonicalization): Buffer {
  const written = new Bytes();
  try {
    // The canonicalisation of an element by itself looks at every node of the document from JavaScript, three times slower.
    if (tree instanceof XmlElement) tree.doc.canonicalize(written, { ...options, nodeSet: new Set([tree]) });
    else tree.canonicalize(written, options);
  } catch (thrown) {
    throw new ProbantError('xml_invalide', { detail: messageOf(thrown).trim() }, thrown);
  }
  return written.all;
}

// The handler of libxml2-wasm decodes each piece by itself: a character cut between two pieces would be lost.
class Bytes implements XmlOutputBufferHandler {
  readonly #pieces: Buffer[] = [];

  write(piece: Uint8Array): number {
    this.#pieces.push(Buffer.from(piece));
    return piece.byteLength;
  }

  close(): boolean {
    return true;
  }

  get all(): Buffer {
    return Buffer.concat(this.#pieces);
  }
}

/** DER of the certificate whose key made a signature, or null. */
export function signerOf(
  { signed, ...form }: Pick<SignatureForm, 'certificates' | 'signatureValue'> & { signed: Buffer },
  { hash, key }: { hash: string; key: 'rsa' | 'ec' },
): Buffer | null {
  const made = (der: Buffer): boolean => {
    const found = publicKeyOf(der);
    if (found?.type !== key || found.modulusLength > maxModulusLength) return false;
    if (key === 'rsa') return verify(hash, signed, found.publicKey, form.signatureValue);
    // RFC 4050 §3.3: r and s one after the other, not the DER of X.509.
    return verify(hash, signed, { key: found.publicKey, dsaEncoding: 'ieee-p1363' }, form.signatureValue);
  };
  return form.certificates.find(made) ?? null;
}

/** What verification needs of a certificate. */
interface CertifiedKey {
  publicKey: KeyObject;
  type: string | undefined;
  /** 0 for a key that has none. */
  modulusLength: number;
}

/** Keys of the latest certificates, by their DER: a software signs with one or two. */
const certifiedKeys = new Map<string, CertifiedKey>();
const mostKeys = 64;

function publicKeyOf(der: Buffer): CertifiedKey | null {
  const name = der.toString('latin1');
  const known = certifiedKeys.get(name);
  if (known !== undefined) return known;
  try {
    const { publicKey } = new X509Certificate(der);
    const { asymmetricKeyType: type, asymmetricKeyDetails: details } = publicKey;
    const key = { publicKey, type, modulusLength: details?.modulusLength ?? 0 };
    if (certifiedKeys.size >= mostKeys) certifiedKeys.clear();
    certifiedKeys.set(name, key);
    return key;
  } catch {
    // Bytes that are no certificate have made no signature, and the caller says so.
    return null;
  }
}

function same(left: Buffer, right: Buffer): boolean {
  return left.length === right.length && timingSafeEqual(left, right);
}
