import type { XmlElement } from 'libxml2-wasm';
import { type Address, addressOf, memoryOf, nodeKinds, type XmlMemory } from './xml-memory.ts';

/** An element as plain data, so that it outlives its document. */
export interface XmlTree {
  /** What {@link TreeOptions.name} makes of its namespace and local name. */
  name: string;
  /** By local name. */
  attributes: ReadonlyMap<string, string>;
  children: readonly XmlTree[];
  /** Its own text, trimmed; that of its children is theirs. */
  text: string;
  /** Its own text as it is written. */
  written: string;
}

/** How a tree is read. */
export interface TreeOptions {
  name(namespace: string, localName: string): string;
  /** Most elements read. */
  limit: number;
}

const noAttributes: ReadonlyMap<string, string> = new Map();
const noChildren: readonly XmlTree[] = [];

/** Copies an element and all below it; null beyond the limit. */
export function treeOf(element: XmlElement, options: TreeOptions): XmlTree | null {
  return treeFrom(memoryOf(element.doc), addressOf(element), options);
}

/** As {@link treeOf}. */
export function treeFrom(memory: XmlMemory, address: Address, options: TreeOptions): XmlTree | null {
  const reader = new TreeReader(memory, options);
  const tree = reader.read(address);
  return reader.complete ? tree : null;
}

/** Copies an element and what is below it, as far as the limit; what comes after is as if absent. */
export function partOf(element: XmlElement, options: TreeOptions): XmlTree {
  return new TreeReader(memoryOf(element.doc), options).read(addressOf(element));
}

class TreeReader {
  readonly #memory: XmlMemory;
  readonly #options: TreeOptions;
  /** By namespace, then by local name. */
  readonly #names = new Map<Address, Map<string, string>>();
  #left: number;

  constructor(memory: XmlMemory, options: TreeOptions) {
    this.#memory = memory;
    this.#options = options;
    this.#left = options.limit - 1;
  }

  /** Whether all the elements were read. */
  get complete(): boolean {
    return this.#left >= 0;
  }

  // As deep as libxml2 reads: 256 elements, or 2 048.
  read(element: Address): XmlTree {
    const memory = this.#memory;
    const children: XmlTree[] = [];
    let written = '';
    for (let node = memory.firstChild(element); node !== 0; node = memory.next(node)) {
      const kind = memory.kind(node);
      if (kind === nodeKinds.text || kind === nodeKinds.cdata) written += memory.content(node);
      if (kind !== nodeKinds.element) continue;
      this.#left -= 1;
      if (this.#left < 0) break;
      children.push(this.read(node));
    }
    return {
      name: this.#name(element),
      attributes: this.#attributes(element),
      children: children.length === 0 ? noChildren : children,
      text: written.trim(),
      written,
    };
  }

  #attributes(element: Address): ReadonlyMap<string, string> {
    const memory = this.#memory;
    const first = memory.firstAttribute(element);
    if (first === 0) return noAttributes;
    const attributes = new Map<string, string>();
    for (let one = first; one !== 0; one = memory.next(one)) attributes.set(memory.name(one), memory.value(one));
    return attributes;
  }

  #name(element: Address): string {
    const memory = this.#memory;
    const namespace = memory.namespace(element);
    const local = memory.name(element);
    const names = this.#names.get(namespace) ?? new Map<string, string>();
    const known = names.get(local);
    if (known !== undefined) return known;
    if (names.size === 0) this.#names.set(namespace, names);
    const name = this.#options.name(memory.href(namespace), local);
    names.set(local, name);
    return name;
  }
}
