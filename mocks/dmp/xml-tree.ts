import { XmlCData, XmlElement, XmlText } from 'libxml2-wasm';
import { dmpNamespaces } from './namespaces.ts';

/**
 * An element as plain data, so that it outlives its document. Its name bears the prefix of {@link dmpNamespaces},
 * whatever that of the message, or `?`.
 */
export interface XmlTree {
  name: string;
  /** By local name. */
  attributes: ReadonlyMap<string, string>;
  children: readonly XmlTree[];
  /** Its own text, trimmed; that of its children is theirs. */
  text: string;
}

const prefixes = new Map(Object.entries(dmpNamespaces).map(([prefix, uri]) => [uri as string, prefix]));

/** A hundred times the largest submission seen; a hostile message of more is refused, not read. */
export const elementLimit = 50_000;

/** Copies an element and all below it; null beyond {@link elementLimit}. */
export function treeOf(element: XmlElement): XmlTree | null {
  const budget = { left: elementLimit };
  const tree = copy(element, budget);
  return budget.left < 0 ? null : tree;
}

function copy(element: XmlElement, budget: { left: number }): XmlTree {
  budget.left -= 1;
  const children: XmlTree[] = [];
  let text = '';
  for (let node = element.firstChild; node !== null && budget.left >= 0; node = node.next) {
    if (node instanceof XmlElement) children.push(copy(node, budget));
    else if (node instanceof XmlText || node instanceof XmlCData) text += node.content;
  }
  return {
    name: `${prefixes.get(element.namespaceUri) ?? '?'}:${element.name}`,
    attributes: new Map(element.attrs.map(({ name, content }) => [name, content])),
    children,
    text: text.trim(),
  };
}

/** The elements at a path below a tree, such as `rim:ValueList/rim:Value`. */
export function treesAt(tree: XmlTree | undefined, path: string): XmlTree[] {
  let found = tree === undefined ? [] : [tree];
  for (const step of path.split('/')) {
    found = found.flatMap(({ children }) => children.filter(({ name }) => name === step));
  }
  return found;
}

/** The first element at a path. */
export function treeAt(tree: XmlTree | undefined, path: string): XmlTree | undefined {
  return treesAt(tree, path)[0];
}

/** An attribute of an element; empty when either is missing. */
export function attribute(tree: XmlTree | undefined, name: string): string {
  return tree?.attributes.get(name) ?? '';
}
