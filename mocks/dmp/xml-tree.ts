import type { XmlElement } from 'libxml2-wasm';
import { treeOf as copyOf, remembering, type XmlTree } from '../../core/index.ts';
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
  const found: XmlTree[] = [];
  if (tree !== undefined) addAt(tree, stepsOf(path), { depth: 0, found, most: Number.POSITIVE_INFINITY });
  return found;
}

/** The first element at a path. */
export function treeAt(tree: XmlTree | undefined, path: string): XmlTree | undefined {
  const found: XmlTree[] = [];
  if (tree !== undefined) addAt(tree, stepsOf(path), { depth: 0, found, most: 1 });
  return found[0];
}

const stepsOf = remembering((path: string): readonly string[] => path.split('/'));

function addAt(
  tree: XmlTree,
  steps: readonly string[],
  search: { depth: number; found: XmlTree[]; most: number },
): void {
  const { depth, found, most } = search;
  const step = steps[depth];
  for (const child of tree.children) {
    if (found.length >= most) return;
    if (child.name !== step) continue;
    if (depth === steps.length - 1) found.push(child);
    else addAt(child, steps, { depth: depth + 1, found, most });
  }
}

/** The text of the first element at a path; empty when there is none. */
export function textAt(tree: XmlTree | undefined, path: string): string {
  return treeAt(tree, path)?.text ?? '';
}

/** An attribute of an element; empty when either is missing. */
export function attribute(tree: XmlTree | undefined, name: string): string {
  return tree?.attributes.get(name) ?? '';
}
