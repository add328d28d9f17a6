import { XmlDocument, type XmlElement, type XmlNode, XmlXPath } from 'libxml2-wasm';
import { messageOf, ProbantError } from './errors.ts';
import { remembering } from './remembering.ts';
import { spent, withShared } from './sharing.ts';

/** Prefix → namespace URI, for XPath. */
export type Namespaces = Record<string, string>;

/**
 * Parses untrusted XML and gives the document to `use`, which leaves it as it is; then frees it.
 *
 * No DOCTYPE is accepted, so no entity is ever expanded and no file or address is ever loaded.
 *
 * @throws {@link ProbantError} `xml_invalide` or `xml_interdit`
 */
export function withXml<T>(bytes: Uint8Array, use: (document: XmlDocument) => T): T {
  return withShared(bytes, { name: 'xml', make: () => opened(bytes), free: (document) => document.dispose() }, use);
}

/** Tags of the largest document that is read: the most that the DMP takes, 5 MB, hardly holds two hundred thousand. */
const mostTags = 500_000;
/** Those of all the documents of one work: an archive has many. */
const mostTagsInAll = 1_000_000;

function opened(bytes: Uint8Array): XmlDocument {
  if (hasTooManyTags(bytes)) {
    const detail = `plus de ${mostTags} balises, ou de ${mostTagsInAll} avec les autres documents : c’est trop pour être lu`;
    throw new ProbantError('xml_invalide', { detail });
  }
  if (hasDoctype(bytes)) throw new ProbantError('xml_interdit');
  const document = parse(bytes);
  // Some encodings (ISO-2022-JP) spell one character in many ways: only the parser sees such a DOCTYPE.
  if (document.dtd === null) return document;
  document.dispose();
  throw new ProbantError('xml_interdit');
}

/** What compiles expressions, by the namespaces that they are read with: most are constants of the code. */
const compilers = new WeakMap<Namespaces, (xpath: string) => XmlXPath>();
const mostCompiled = 500;

/** An expression ready to be evaluated any number of times. */
export function compiled(xpath: string, namespaces: Namespaces): XmlXPath {
  const known = compilers.get(namespaces);
  if (known !== undefined) return known(xpath);
  // Those that hold a value of a message are many: they push the others out, which are compiled again.
  const compile = remembering((text: string) => XmlXPath.compile(text, namespaces), mostCompiled);
  compilers.set(namespaces, compile);
  return compile(xpath);
}

/** The element at `xpath`, or null. */
export function elementAt(scope: XmlDocument | XmlElement, xpath: string, namespaces: Namespaces): XmlElement | null {
  const node = scope.get(compiled(xpath, namespaces));
  return node !== null && 'attrs' in node ? (node as XmlElement) : null;
}

/** The trimmed text of the node at `xpath` (element or attribute), or null. */
export function textAt(scope: XmlDocument | XmlElement, xpath: string, namespaces: Namespaces): string | null {
  const node: XmlNode | null = scope.get(compiled(xpath, namespaces));
  return node === null ? null : node.content.trim();
}

/** All elements at `xpath`. */
export function allElementsAt(scope: XmlDocument | XmlElement, xpath: string, namespaces: Namespaces): XmlElement[] {
  return scope.find(compiled(xpath, namespaces)).filter((node): node is XmlElement => 'attrs' in node);
}

/** The trimmed texts of all nodes at `xpath`. */
export function textsAt(scope: XmlDocument | XmlElement, xpath: string, namespaces: Namespaces): string[] {
  return scope.find(compiled(xpath, namespaces)).map((node) => node.content.trim());
}

/** Escapes text for XML content and attribute values. */
export function escapeXml(text: string): string {
  // Most of what is written has nothing to escape.
  if (!/[&<>"']/.test(text)) return text;
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}

const doctype = Buffer.from('!DOCTYPE');
const opening = '<'.charCodeAt(0);

function hasTooManyTags(bytes: Uint8Array): boolean {
  const inAll = spent('balises', () => tagsIn(bytes));
  // A tag has three bytes at least: what is small needs not be counted by itself.
  return (inAll ?? 0) > mostTagsInAll || (bytes.length > 3 * mostTags && tagsIn(bytes) > mostTags);
}

// Time and memory grow with the elements of a document more than with its bytes.
function tagsIn(bytes: Uint8Array): number {
  let tags = 0;
  for (let at = bytes.indexOf(opening); at !== -1; at = bytes.indexOf(opening, at + 1)) tags += 1;
  return tags;
}

// Without their zero bytes, the characters of UTF-16 and UTF-32, in either order, are those of ASCII. What is searched
// begins with the rarer of the first two characters.
function hasDoctype(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const ascii = buffer.includes(0) ? Buffer.from(buffer.filter((byte) => byte !== 0)) : buffer;
  for (let at = ascii.indexOf(doctype); at !== -1; at = ascii.indexOf(doctype, at + 1)) {
    if (ascii[at - 1] === opening) return true;
  }
  return false;
}

function parse(bytes: Uint8Array): XmlDocument {
  try {
    return XmlDocument.fromBuffer(bytes);
  } catch (thrown) {
    throw new ProbantError('xml_invalide', { detail: messageOf(thrown).trim() }, thrown);
  }
}
