import { XmlCData, XmlElement, XmlText, type XmlTreeNode } from 'libxml2-wasm';
import { ProbantError, withXml } from '../../core/index.ts';

/** Namespace of ISO Schematron (ISO/IEC 19757-3). */
export const schematron = 'http://purl.oclc.org/dsdl/schematron';

/** An attribute of a schema file. */
export interface Attribute {
  prefix: string;
  local: string;
  namespace: string;
  value: string;
}

/** An element of a schema file, as plain data: it outlives its document, and is never changed. */
export interface Element {
  prefix: string;
  local: string;
  namespace: string;
  attributes: readonly Attribute[];
  /** Prefix → URI of the namespaces that it declares. */
  declared: Readonly<Record<string, string>>;
  /** Comments and instructions are left out. */
  children: readonly Node[];
  /** Path in the pack of the file that it was written in: what its relative addresses are told from. */
  file: string;
}

/** An element, or a text. */
export type Node = Element | string;

/**
 * Reads a file of a pack.
 *
 * @throws {@link ProbantError} `schematron_invalide` when it is not XML, or has a DOCTYPE
 */
export function readTree(bytes: Uint8Array, file: string): Element {
  try {
    return withXml(bytes, ({ root }) => elementFrom(root, file));
  } catch (thrown) {
    if (!(thrown instanceof ProbantError)) throw thrown;
    throw new ProbantError('schematron_invalide', { fichier: file, detail: thrown.message }, thrown);
  }
}

function elementFrom(element: XmlElement, file: string): Element {
  const children: Node[] = [];
  for (let node: XmlTreeNode | null = element.firstChild; node !== null; node = node.next) {
    if (node instanceof XmlElement) children.push(elementFrom(node, file));
    else if (node instanceof XmlText || node instanceof XmlCData) children.push(node.content);
  }
  const attributes = element.attrs.map(({ prefix, name, namespaceUri, value }) => ({
    prefix,
    local: name,
    namespace: namespaceUri,
    value,
  }));
  const { prefix, name: local, namespaceUri: namespace } = element;
  return { prefix, local, namespace, attributes, declared: element.nsDeclarations, children, file };
}

/** Whether a node is an element of Schematron of that name. */
export function isSchematron(node: Node, local: string): node is Element & { namespace: typeof schematron } {
  return typeof node !== 'string' && node.namespace === schematron && node.local === local;
}

/** The elements of Schematron of a name among the children. */
export function childrenNamed(element: Element, local: string): Element[] {
  return element.children.filter((node): node is Element => isSchematron(node, local));
}

/** Value of an attribute without namespace, or undefined. */
export function attribute(element: Element, local: string): string | undefined {
  return element.attributes.find((one) => one.local === local && one.namespace === '')?.value;
}

/** All the text below an element. */
export function textOf(element: Element): string {
  return element.children.map((node) => (typeof node === 'string' ? node : textOf(node))).join('');
}

/** The elements below one, itself first. */
export function* walk(element: Element): Generator<Element> {
  yield element;
  for (const node of element.children) if (typeof node !== 'string') yield* walk(node);
}
