import { ProbantError } from './errors.ts';
import { type Address, nodeKinds, type XmlMemory } from './xml-memory.ts';

/** An attribute to write. */
interface Attribute {
  namespace: string;
  local: string;
  written: string;
}

/** Namespaces written so far, by prefix. */
type Rendered = ReadonlyMap<string, string>;

const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';
const absolute = /^[a-z][a-z0-9+.-]*:/i;
const noneRendered: Rendered = new Map();
const textEscapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;' };
const valueEscapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};

/**
 * The exclusive canonical form of an element, without comments nor prefixes to keep (Exclusive XML Canonicalization 1.0),
 * as if one of its descendants were not there: that of the enveloped signature transform.
 *
 * @throws {@link ProbantError} `xml_invalide` for a namespace of a relative address, which has none (C14N 1.0 §1.3)
 *
 * libxml2 writes the same, but asks JavaScript of each node of the whole document whether it belongs to the element.
 */
export function exclusiveForm(memory: XmlMemory, element: Address, without: Address = 0): string {
  return new Writer(memory, without).element(element, noneRendered);
}

class Writer {
  readonly #memory: XmlMemory;
  readonly #without: Address;

  constructor(memory: XmlMemory, without: Address) {
    this.#memory = memory;
    this.#without = without;
  }

  element(element: Address, above: Rendered): string {
    this.#refuseRelative(element);
    const name = this.#qualified(element);
    const declared = this.#declared(element, above);
    let rendered = above;
    let head = `<${name}`;
    if (declared.length > 0) {
      rendered = new Map([...above, ...declared]);
      for (const [prefix, href] of declared) head += declaration(prefix, href);
    }
    return `${head}${this.#attributes(element)}>${this.#content(element, rendered)}</${name}>`;
  }

  #content(element: Address, rendered: Rendered): string {
    const memory = this.#memory;
    let written = '';
    for (let node = memory.firstChild(element); node !== 0; node = memory.next(node)) {
      const kind = memory.kind(node);
      if (kind === nodeKinds.element) written += node === this.#without ? '' : this.element(node, rendered);
      else if (kind === nodeKinds.instruction) written += this.#instruction(node);
      else if (kind !== nodeKinds.comment) written += escaped(memory.content(node), /[&<>\r]/g, textEscapes);
    }
    return written;
  }

  #instruction(node: Address): string {
    const data = this.#memory.content(node);
    return `<?${this.#memory.name(node)}${data === '' ? '' : ` ${data.replaceAll('\r', '&#xD;')}`}?>`;
  }

  /** What the element and its attributes use and no element above has written, in the order of prefixes (§3). */
  #declared(element: Address, above: Rendered): Array<[string, string]> {
    const memory = this.#memory;
    const used = new Map<string, string>();
    this.#use(memory.namespace(element), used);
    if (!used.has('') && memory.prefix(memory.namespace(element)) === '') used.set('', '');
    for (let one = memory.firstAttribute(element); one !== 0; one = memory.next(one)) {
      if (memory.namespace(one) !== 0) this.#use(memory.namespace(one), used);
    }
    const fresh = [...used].filter(([prefix, href]) => (above.get(prefix) ?? '') !== href);
    return fresh.length < 2 ? fresh : fresh.sort(([left], [right]) => compare(left, right));
  }

  #refuseRelative(element: Address): void {
    const memory = this.#memory;
    for (let one = memory.firstNamespace(element); one !== 0; one = memory.nextNamespace(one)) {
      const href = memory.href(one);
      if (href === '' || absolute.test(href)) continue;
      throw new ProbantError('xml_invalide', { detail: `espace de noms relatif : ${href}` });
    }
  }

  #use(namespace: Address, used: Map<string, string>): void {
    const href = this.#memory.href(namespace);
    if (href !== xmlNamespace && namespace !== 0) used.set(this.#memory.prefix(namespace), href);
  }

  #attributes(element: Address): string {
    const memory = this.#memory;
    const found: Attribute[] = [];
    for (let one = memory.firstAttribute(element); one !== 0; one = memory.next(one)) {
      const value = escaped(memory.value(one), /[&<"\t\n\r]/g, valueEscapes);
      const written = ` ${this.#qualified(one)}="${value}"`;
      found.push({ namespace: memory.href(memory.namespace(one)), local: memory.name(one), written });
    }
    if (found.length > 1) {
      found.sort((left, right) => compare(left.namespace, right.namespace) || compare(left.local, right.local));
    }
    let all = '';
    for (const { written } of found) all += written;
    return all;
  }

  #qualified(node: Address): string {
    const prefix = this.#memory.prefix(this.#memory.namespace(node));
    const local = this.#memory.name(node);
    return prefix === '' ? local : `${prefix}:${local}`;
  }
}

function declaration(prefix: string, href: string): string {
  const value = escaped(href, /[&<"\t\n\r]/g, valueEscapes);
  return prefix === '' ? ` xmlns="${value}"` : ` xmlns:${prefix}="${value}"`;
}

function escaped(text: string, reserved: RegExp, escapes: Readonly<Record<string, string>>): string {
  return text.search(reserved) === -1 ? text : text.replace(reserved, (character) => escapes[character] ?? '');
}

// Canonical order is that of code points (C14N §2.2): that of UTF-16, but for characters beyond the first plane.
function compare(left: string, right: string): number {
  if (left === right) return 0;
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}
