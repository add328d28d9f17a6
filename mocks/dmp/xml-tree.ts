import type { XmlElement } from 'libxml2-wasm';
import { treeOf as copyOf, type XmlTree } from '../../core/index.ts';
import { dmpNamespaces } from './namespaces.ts';

export type { XmlTree } from '../../core/index.ts';

const prefixes = new Map(Object.entries(dmpNamespaces).map(([prefix, uri]) => [uri as string, prefix]));

/** A hundred times the largest submission seen; a hostile message of more is refused, not read. */
export const elementLimit = 50_000;

/**
 * Copies a message; null beyond {@link elementLimit}. Names bear the prefixes of {@link dmpNamespaces}, whatever those of
 * the message, or `?`.
 */
export function treeOf(root: XmlElement): XmlTree | null {
  const name = (namespace: string, local: string): string => `${prefixes.get(namespace) ?? '?'}:${local}`;
  return copyOf(root, { name, limit: elementLimit });
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
