import type { XmlElement } from 'libxml2-wasm';

/** An element as plain data, so that it outlives its document. */
export interface XmlTree {
  /** What {@link TreeOptions.name} makes of its namespace and local name. */
  name: string;
  /** By local name. */
  attributes: ReadonlyMap<string, string>;
  children: readonly XmlTree[];
  /** Its own text, trimmed; that of its children is theirs. */
  text: string;
}

/** How a tree is read. */
export interface TreeOptions {
  name(namespace: string, localName: string): string;
  /** Most elements read. */
  limit: number;
}

interface Open {
  name: string;
  attributes: Map<string, string>;
  children: XmlTree[];
  text: string;
  scope: Scope;
}

/** Prefixes in force, and the names that they gave. */
interface Scope {
  prefixes: ReadonlyMap<string, string>;
  names: Map<string, string>;
}

const nameEnd = /[\s/]/;
// As libxml2 writes them: one space before, none around the equal sign.
const attribute = /\s([^\s=]+)=(?:"([^"]*)"|'([^']*)')/y;
const entity = /&(?:#x([0-9a-f]+)|#(\d+)|(lt|gt|amp|quot|apos));/gi;
const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * Copies a document's root and all below it; null beyond the limit.
 *
 * libxml2 has read the message, judged its form, and writes it back in one known way; that text is read here, because a
 * walk from node to node crosses into WebAssembly some thousand times and costs three times more. Not for an element
 * below the root: the namespaces declared above it are not in that text.
 */
export function treeOfRoot(root: XmlElement, options: TreeOptions): XmlTree | null {
  return new TreeReader(root.toString({ format: false }), options).read();
}

class TreeReader {
  readonly #text: string;
  readonly #options: TreeOptions;
  readonly #open: Open[] = [];
  #root: XmlTree | undefined;
  #at = 0;
  #left: number;

  constructor(text: string, options: TreeOptions) {
    this.#text = text;
    this.#options = options;
    this.#left = options.limit;
  }

  read(): XmlTree | null {
    while (this.#root === undefined && this.#left >= 0) {
      const start = this.#text.indexOf('<', this.#at);
      if (start > this.#at) this.#take(decoded(this.#text.slice(this.#at, start)));
      this.#at = start;
      this.#markup();
    }
    return this.#left < 0 ? null : (this.#root ?? null);
  }

  #markup(): void {
    const next = this.#text[this.#at + 1];
    if (next === '/') {
      this.#until('>');
      this.#close();
    } else if (next === '?') {
      this.#until('?>');
    } else if (next !== '!') {
      this.#start(this.#until('>').slice(1, -1));
    } else if (this.#text.startsWith('<![CDATA[', this.#at)) {
      this.#take(this.#until(']]>').slice('<![CDATA['.length, -']]>'.length));
    } else {
      this.#until('-->');
    }
  }

  /** The text from here to the end of `mark`. libxml2 writes no `>` in a value: it escapes them. */
  #until(mark: string): string {
    const end = this.#text.indexOf(mark, this.#at) + mark.length;
    const taken = this.#text.slice(this.#at, end);
    this.#at = end;
    return taken;
  }

  #take(text: string): void {
    const element = this.#open.at(-1);
    if (element !== undefined && text !== '') element.text += text;
  }

  #start(tag: string): void {
    this.#left -= 1;
    const end = tag.search(nameEnd);
    const qualified = end === -1 ? tag : tag.slice(0, end);
    const attributes = new Map<string, string>();
    let scope = this.#open.at(-1)?.scope ?? { prefixes: new Map(), names: new Map() };
    attribute.lastIndex = qualified.length;
    for (let found = attribute.exec(tag); found !== null; found = attribute.exec(tag)) {
      const [, name = '', double, single] = found;
      const value = decoded(double ?? single ?? '');
      const declared = declaredPrefix(name);
      if (declared === undefined) attributes.set(localName(name), value);
      else scope = { prefixes: new Map(scope.prefixes).set(declared, value), names: new Map() };
    }
    this.#open.push({ name: this.#nameOf(qualified, scope), attributes, children: [], text: '', scope });
    if (tag.endsWith('/')) this.#close();
  }

  #close(): void {
    const element = this.#open.pop();
    if (element === undefined) return;
    const { name, attributes, children, text } = element;
    const tree = { name, attributes, children, text: text.trim() };
    const parent = this.#open.at(-1);
    if (parent === undefined) this.#root = tree;
    else parent.children.push(tree);
  }

  #nameOf(qualified: string, { prefixes, names }: Scope): string {
    const known = names.get(qualified);
    if (known !== undefined) return known;
    const colon = qualified.indexOf(':');
    const namespace = prefixes.get(colon === -1 ? '' : qualified.slice(0, colon)) ?? '';
    const name = this.#options.name(namespace, qualified.slice(colon + 1));
    names.set(qualified, name);
    return name;
  }
}

function declaredPrefix(name: string): string | undefined {
  if (name === 'xmlns') return '';
  return name.startsWith('xmlns:') ? name.slice('xmlns:'.length) : undefined;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(entity, (...[, hexadecimal, decimal, name]: string[]) => {
    if (hexadecimal !== undefined) return String.fromCodePoint(Number.parseInt(hexadecimal, 16));
    return decimal === undefined ? (named[name ?? ''] ?? '') : String.fromCodePoint(Number(decimal));
  });
}
