import { type XmlDocument, XmlElement } from 'libxml2-wasm';
import { XmlNodeSetStruct } from 'libxml2-wasm/lib/libxml2.mjs';

/** Address of a structure of libxml2; 0 for none. */
export type Address = number;

/** Kinds of node (`xmlElementType`) that a reader of messages meets. */
export const nodeKinds = { element: 1, text: 3, cdata: 4, instruction: 7, comment: 8 } as const;

// Offsets of the fields, in words of four bytes, in `xmlNode`, `xmlAttr` and `xmlNs` (tree.h): the version of
// libxml2-wasm is pinned, and xml-tree.test.ts compares what is read here with its own walk.
const field = {
  kind: 1,
  name: 2,
  children: 3,
  next: 6,
  namespace: 9,
  content: 10,
  attributes: 11,
  declared: 12,
} as const;
const namespaceField = { next: 0, href: 2, prefix: 3 } as const;

let words: Int32Array = new Int32Array();
let bytes: Buffer = Buffer.alloc(0);

const memories = new WeakMap<XmlDocument, { memory: XmlMemory; names: Map<Address, string> }>();

/** The memory where a document is: what was read of its names serves again. Not for one that has changed since. */
export function memoryOf(document: XmlDocument): XmlMemory {
  const known = memories.get(document);
  if (known?.memory.current === true) return known.memory;
  const names = known?.names ?? new Map<Address, string>();
  const memory = new XmlMemory(names);
  memories.set(document, { memory, names });
  return memory;
}

/**
 * Reads nodes where libxml2 holds them: each step of a walk with libxml2-wasm crosses into WebAssembly and makes an object,
 * and a walk costs five times more. Good until libxml2 is called again: memory moves as it grows.
 */
export class XmlMemory {
  readonly #words: Int32Array;
  readonly #bytes: Buffer;
  /** Names and namespaces are held once by document. */
  readonly #names: Map<Address, string>;

  constructor(names = new Map<Address, string>()) {
    this.#names = names;
    const { buffer } = XmlNodeSetStruct.nodeTable(0 as never, 0 as never);
    if (words.buffer !== buffer) {
      words = new Int32Array(buffer);
      bytes = Buffer.from(buffer);
    }
    this.#words = words;
    this.#bytes = bytes;
  }

  /** False once the memory has grown, and moved. */
  get current(): boolean {
    return this.#words.length > 0;
  }

  kind(node: Address): number {
    return this.#word(node, field.kind);
  }

  firstChild(node: Address): Address {
    return this.#word(node, field.children);
  }

  /** The next of the children, or of the attributes. */
  next(node: Address): Address {
    return this.#word(node, field.next);
  }

  firstAttribute(element: Address): Address {
    return this.#word(element, field.attributes);
  }

  /** Local name of an element or attribute, target of an instruction. */
  name(node: Address): string {
    return this.#shared(this.#word(node, field.name));
  }

  /** The namespace of an element or attribute; 0 for none. */
  namespace(node: Address): Address {
    return this.#word(node, field.namespace);
  }

  /** The first namespace that an element declares. */
  firstNamespace(element: Address): Address {
    return this.#word(element, field.declared);
  }

  /** The next of those that an element declares. */
  nextNamespace(namespace: Address): Address {
    return this.#word(namespace, namespaceField.next);
  }

  href(namespace: Address): string {
    return namespace === 0 ? '' : this.#shared(this.#word(namespace, namespaceField.href));
  }

  prefix(namespace: Address): string {
    return namespace === 0 ? '' : this.#shared(this.#word(namespace, namespaceField.prefix));
  }

  /** Text of a text, a CDATA section, a comment or an instruction. */
  content(node: Address): string {
    return this.#text(this.#word(node, field.content));
  }

  /** Value of an attribute. */
  value(attribute: Address): string {
    let value = '';
    for (let node = this.firstChild(attribute); node !== 0; node = this.next(node)) value += this.content(node);
    return value;
  }

  /** The children of a name. */
  childrenNamed(element: Address, href: string, local: string): Address[] {
    const found: Address[] = [];
    for (let node = this.firstChild(element); node !== 0; node = this.next(node)) {
      if (this.kind(node) !== nodeKinds.element || this.name(node) !== local) continue;
      if (this.href(this.namespace(node)) === href) found.push(node);
    }
    return found;
  }

  #word(address: Address, offset: number): number {
    return this.#words[(address >> 2) + offset] ?? 0;
  }

  #shared(address: Address): string {
    const known = this.#names.get(address);
    if (known !== undefined) return known;
    const text = this.#text(address);
    this.#names.set(address, text);
    return text;
  }

  #text(address: Address): string {
    if (address === 0) return '';
    const at = this.#bytes;
    let end = address;
    let all = 0;
    for (let byte = at[end] ?? 0; byte !== 0; byte = at[end] ?? 0) {
      all |= byte;
      end += 1;
    }
    return at.toString(all < 0x80 ? 'latin1' : 'utf8', address, end);
  }
}

/** Where an element is. */
export function addressOf(element: XmlElement): Address {
  return Reflect.get(element, '_nodePtr') as Address;
}

/** The element at an address, for what only libxml2-wasm can do. */
export function elementFrom(address: Address): XmlElement {
  return Reflect.construct(XmlElement, [address]) as XmlElement;
}

/** The elements below another, by the namespaces and local names of the way to them, in the order of the document. */
export function elementsAt(
  from: XmlElement,
  path: ReadonlyArray<readonly [href: string, local: string]>,
): XmlElement[] {
  const memory = memoryOf(from.doc);
  let found = [addressOf(from)];
  for (const [href, local] of path) found = found.flatMap((one) => memory.childrenNamed(one, href, local));
  return found.map(elementFrom);
}

/** Ranks of the children of an element, and how many there are of each local name. */
interface Family {
  ranks: Map<Address, number>;
  counts: Map<string, number>;
}

const families = new WeakMap<XmlDocument, Map<Address, Family>>();

/**
 * The rank of an element among its brothers of its local name, from 1, and how many they are. Each family is counted once:
 * a hostile one has a hundred thousand members. Not for a document that has changed since.
 */
export function rankOf(element: XmlElement): { rank: number; brothers: number } {
  const { doc, parent } = element;
  if (parent === null) return { rank: 1, brothers: 1 };
  const known = families.get(doc) ?? new Map<Address, Family>();
  families.set(doc, known);
  const family = known.get(addressOf(parent)) ?? familyOf(memoryOf(doc), addressOf(parent));
  known.set(addressOf(parent), family);
  return { rank: family.ranks.get(addressOf(element)) ?? 1, brothers: family.counts.get(element.name) ?? 1 };
}

function familyOf(memory: XmlMemory, parent: Address): Family {
  const family: Family = { ranks: new Map(), counts: new Map() };
  for (let node = memory.firstChild(parent); node !== 0; node = memory.next(node)) {
    if (memory.kind(node) !== nodeKinds.element) continue;
    const name = memory.name(node);
    const rank = (family.counts.get(name) ?? 0) + 1;
    family.counts.set(name, rank);
    family.ranks.set(node, rank);
  }
  return family;
}
