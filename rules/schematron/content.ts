import { attr, escapeText, type Renaming, x, xpath } from './markup.ts';
import { attribute, type Element, isSchematron, type Node } from './tree.ts';

const xslt = 'http://www.w3.org/1999/XSL/Transform';

/** What is around what is written. */
export interface Around {
  renaming: Renaming;
  /** The file that relative addresses are told from there. */
  file: string;
}

/** What writes the text of an assertion or a diagnostic: its words, and the values that it takes from the document. */
export function message(element: Element, around: Around): string {
  return element.children.map((node) => words(node, around)).join('');
}

function words(node: Node, around: Around): string {
  if (typeof node === 'string') return node === '' ? '' : `<${x}:text>${escapeText(node)}</${x}:text>`;
  if (node.namespace === xslt) return copy(node);
  if (isSchematron(node, 'value-of')) return value(node, attribute(node, 'select') ?? '.', around);
  if (isSchematron(node, 'name')) return value(node, `name(${attribute(node, 'path') ?? '.'})`, around);
  // emph, dir, span, and what other vocabularies mark up: their words count.
  return message(node, around);
}

function value({ file }: Element, select: string, around: Around): string {
  return `<${x}:value-of${xpath('select', select, around.renaming)}${baseIn(file, around)}/>`;
}

/** The attribute that tells relative addresses from a file, where they are not already. */
export function baseIn(file: string, around: Pick<Around, 'file'>): string {
  return file === around.file ? '' : base(file);
}

/** The attribute that tells relative addresses from a file. */
export function base(file: string): string {
  return attr('xml:base', baseOf(file));
}

function baseOf(file: string): string {
  return `pack:/${file.split('/').map(encodeURIComponent).join('/')}`;
}

/** An element as it was written, with the namespaces that it declares. */
export function copy(element: Element): string {
  const name = qualified(element.prefix, element.local);
  const declared = { ...element.declared, ...own(element) };
  const namespaces = Object.entries(declared).map(([prefix, uri]) =>
    attr(prefix === '' ? 'xmlns' : `xmlns:${prefix}`, uri),
  );
  const attributes = element.attributes.map(({ prefix, local, value }) => attr(qualified(prefix, local), value));
  const children = element.children.map((node) => (typeof node === 'string' ? escapeText(node) : copy(node)));
  return `<${name}${namespaces.join('')}${attributes.join('')}${base(element.file)}>${children.join('')}</${name}>`;
}

// What an included file declares on its root is not declared where it is brought to.
function own({ prefix, namespace, attributes }: Element): Record<string, string> {
  const named = attributes.filter((one) => one.prefix !== '' && one.prefix !== 'xml');
  return Object.fromEntries([[prefix, namespace], ...named.map((one) => [one.prefix, one.namespace])]);
}

function qualified(prefix: string, local: string): string {
  return prefix === '' ? local : `${prefix}:${local}`;
}
