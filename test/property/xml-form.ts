import fc from 'fast-check';
import { Dice } from '../fuzz/dice.ts';
import { readModel, type XmlAttribute, type XmlElementModel, type XmlName, type XmlNodeModel } from './xml-model.ts';

/** Ways to write the same document, each of which the XML and namespace specifications make equal to the others. */
export interface XmlForm {
  /** What chooses, place by place. */
  seed: string;
  /** Other prefixes, and the default namespace where it can be. */
  prefixes: boolean;
  /** Every namespace declared by the root, or each where it is used first. */
  declaredAbove: boolean;
  /** Namespaces that nothing uses. */
  unusedNamespaces: boolean;
  attributeOrder: boolean;
  quotes: boolean;
  spaceInTags: boolean;
  emptyElements: boolean;
  characterReferences: boolean;
  cdata: boolean;
  comments: boolean;
  instructions: boolean;
  /** White space between elements, where there is no text. */
  spaceBetween: boolean;
  crlf: boolean;
  declaration: boolean;
  encoding: XmlEncoding;
}

const encodings = ['utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be', 'iso-8859-1', 'iso-8859-15'] as const;
export type XmlEncoding = (typeof encodings)[number];

/** Everything as it was. */
export const sameForm: XmlForm = {
  seed: '0',
  prefixes: false,
  declaredAbove: false,
  unusedNamespaces: false,
  attributeOrder: false,
  quotes: false,
  spaceInTags: false,
  emptyElements: false,
  characterReferences: false,
  cdata: false,
  comments: false,
  instructions: false,
  spaceBetween: false,
  crlf: false,
  declaration: true,
  encoding: 'utf-8',
};

/** Any form; those of `fixed` stay as they are told. */
export function anyForm(fixed: Partial<XmlForm> = {}): fc.Arbitrary<XmlForm> {
  const { seed: _seed, encoding: _encoding, ...switches } = sameForm;
  const flags = Object.fromEntries(Object.keys(switches).map((name) => [name, fc.boolean()]));
  return fc
    .record({ ...flags, seed: fc.nat().map(String), encoding: fc.constantFrom(...encodings) })
    .map((form) => ({ ...(form as unknown as XmlForm), ...fixed }));
}

/** What must be written as it was, but for what canonicalisation allows: what a signature covers. */
export type Sealed = (element: XmlElementModel) => boolean;

/** The bytes of the document in a form. */
export function inForm(xml: string, form: XmlForm, sealed: Sealed = () => false): Buffer {
  const written = new Writer(form, sealed).document(readModel(xml));
  return encoded(written, form);
}

/** The same without its declaration, to stand in another document. */
export function fragmentInForm(xml: string, form: XmlForm, sealed: Sealed = () => false): string {
  return new Writer(form, sealed).document(readModel(xml));
}

const prefixPool = ['n', 'soap', 'S', 'ns0', 'hl7', 'a-b.c', '_x', 'é', 'wsse', 'saml2', 'XSI', 'p'];

type Scope = ReadonlyMap<string, string>;

const assertionNamespaces = ['urn:oasis:names:tc:SAML:2.0:assertion', 'http://www.w3.org/2000/09/xmldsig#'];

/** A value of an assertion is of one piece: a comment that cuts it is an attack, which vihf.presence tells. */
function isWhole({ uri, children }: XmlElementModel): boolean {
  const holdsText = children.some((child) => typeof child === 'string' && child.trim() !== '');
  return assertionNamespaces.includes(uri) && holdsText;
}

class Writer {
  readonly #form: XmlForm;
  readonly #dice: Dice;
  readonly #sealed: Sealed;
  readonly #prefixes = new Map<string, string>();

  constructor(form: XmlForm, sealed: Sealed) {
    this.#form = form;
    this.#dice = new Dice(form.seed);
    this.#sealed = sealed;
  }

  document(root: XmlElementModel): string {
    const before = this.#noise({ loose: false, sealed: false });
    const element = this.#element(root, { scope: new Map(), sealed: false, root: true });
    return `${before}${element}${this.#noise({ loose: false, sealed: false })}`;
  }

  #element(
    element: XmlElementModel,
    { scope, sealed, root }: { scope: Scope; sealed: boolean; root?: boolean },
  ): string {
    const kept = sealed || this.#sealed(element);
    const inner = new Map(scope);
    const declarations = root === true ? this.#declaredByRoot(element, inner) : [];
    const name = this.#name(element, { scope: inner, kept, declarations });
    const attributes = this.#shuffled(element.attributes).map((attribute) =>
      this.#attribute(attribute, { scope: inner, kept, declarations }),
    );
    if (this.#form.unusedNamespaces && this.#dice.chance(0.2)) declarations.push(this.#pair('xmlns:inutile', 'urn:x'));
    const tag = `<${name}${this.#shuffled([...declarations, ...attributes]).join('')}${this.#spaceIn(false)}`;
    const content = this.#content(element, { scope: inner, sealed: kept });
    if (content === '' && (this.#form.emptyElements ? this.#dice.chance(0.5) : true)) return `${tag}/>`;
    return `${tag}>${content}</${name}${this.#spaceIn(false)}>`;
  }

  #declaredByRoot(root: XmlElementModel, scope: Map<string, string>): string[] {
    if (!this.#form.declaredAbove) return [];
    const found = new Map<string, string>();
    const visit = (element: XmlElementModel): void => {
      for (const { uri, prefix } of [element, ...element.attributes]) {
        const chosen = this.#form.prefixes ? this.#prefixOf({ uri, prefix, local: '' }, true) : prefix;
        if (uri !== '' && chosen !== '' && chosen !== 'xml' && !found.has(chosen)) found.set(chosen, uri);
      }
      for (const child of element.children) if (isElement(child)) visit(child);
    };
    visit(root);
    for (const [prefix, uri] of found) scope.set(prefix, uri);
    return [...found].map(([prefix, uri]) => this.#pair(`xmlns:${prefix}`, uri));
  }

  #name(name: XmlName, { scope, kept, declarations, attribute = false }: Naming & { attribute?: boolean }): string {
    if (attribute && name.prefix === '') return name.local;
    const prefix = kept || !this.#form.prefixes ? name.prefix : this.#prefixOf(name, attribute);
    if (prefix !== 'xml' && (scope.get(prefix) ?? '') !== name.uri) {
      scope.set(prefix, name.uri);
      declarations.push(this.#pair(prefix === '' ? 'xmlns' : `xmlns:${prefix}`, name.uri));
    }
    return prefix === '' ? name.local : `${prefix}:${name.local}`;
  }

  /** One prefix by namespace in the document; the default namespace serves elements alone. */
  #prefixOf({ uri, prefix }: XmlName, named: boolean): string {
    if (uri === '' || prefix === 'xml') return prefix;
    const key = `${uri} ${named}`;
    const known = this.#prefixes.get(key);
    if (known !== undefined) return known;
    const taken = [...this.#prefixes.values()];
    const free = [...prefixPool, `q${taken.length}`].filter((one) => !taken.includes(one));
    const chosen = !named && this.#dice.chance(0.4) ? '' : this.#dice.pick(free);
    this.#prefixes.set(key, chosen);
    return chosen;
  }

  #attribute(attribute: XmlAttribute, naming: Naming): string {
    const name = this.#name(attribute, { ...naming, attribute: true });
    return this.#pair(name, attribute.value);
  }

  #pair(name: string, value: string): string {
    const quote = this.#form.quotes && this.#dice.chance(0.5) ? "'" : '"';
    const text = [...value].map((character) =>
      character === quote || '&<\n\t\r'.includes(character) ? reference(character) : this.#character(character),
    );
    return `${this.#spaceIn(true)}${name}${this.#spaceIn(false)}=${this.#spaceIn(false)}${quote}${text.join('')}${quote}`;
  }

  #content(element: XmlElementModel, inside: { scope: Scope; sealed: boolean }): string {
    const { children } = element;
    const whole = isWhole(element);
    const bare = children.every((child) => typeof child !== 'string' || child.trim() === '');
    const loose = bare && children.some(isElement) && !inside.sealed;
    const pieces = children.map((child) => {
      if (isElement(child)) return this.#element(child, inside);
      if (typeof child === 'string') return this.#text(child, { loose: loose && this.#form.spaceBetween, whole });
      return child.verbatim;
    });
    const noise = (): string => (whole ? '' : this.#noise({ loose, sealed: inside.sealed }));
    return pieces.map((piece) => `${noise()}${piece}`).join('') + (pieces.length > 0 ? noise() : '');
  }

  #text(text: string, { loose, whole }: { loose: boolean; whole: boolean }): string {
    if (loose) return this.#dice.pick(['', text, `\n  ${text}`]).replaceAll('\n', this.#form.crlf ? '\r\n' : '\n');
    const cut = this.#dice.int(text.length + 1);
    if (this.#form.cdata && this.#dice.chance(0.3) && this.#fitsCdata(text)) {
      return `${this.#characters(text.slice(0, cut))}<![CDATA[${this.#lines(text.slice(cut))}]]>`;
    }
    if (this.#form.comments && !whole && this.#dice.chance(0.2)) {
      return `${this.#characters(text.slice(0, cut))}<!-- ici -->${this.#characters(text.slice(cut))}`;
    }
    return this.#characters(text);
  }

  #fitsCdata(text: string): boolean {
    const { encoding } = this.#form;
    const held =
      encoding.startsWith('utf') || [...text].every((character) => byteOf(character, encoding) !== undefined);
    return held && !text.includes(']]>') && !text.includes('\r');
  }

  #characters(text: string): string {
    return [...text]
      .map((character) => {
        if (character === '\n') return this.#lines(character);
        return '&<>\r'.includes(character) ? reference(character) : this.#character(character);
      })
      .join('');
  }

  #lines(text: string): string {
    return this.#form.crlf ? text.replaceAll('\n', '\r\n') : text;
  }

  #character(character: string): string {
    const code = character.codePointAt(0)!;
    if (!this.#form.characterReferences || !this.#dice.chance(code > 127 ? 0.5 : 0.02)) return character;
    return this.#dice.pick([`&#${code};`, `&#x${code.toString(16)};`, `&#x00${code.toString(16).toUpperCase()};`]);
  }

  /** What may stand between two elements, or beside the root. */
  #noise({ loose, sealed }: { loose: boolean; sealed: boolean }): string {
    if (!this.#dice.chance(0.1)) return '';
    return [
      this.#form.comments ? '<!-- <commentaire/> & ]]> -->' : '',
      // Canonicalisation keeps instructions.
      this.#form.instructions && !sealed ? '<?edition a="1"?>' : '',
      loose && this.#form.spaceBetween ? '\n\t ' : '',
    ].join('');
  }

  #spaceIn(needed: boolean): string {
    if (this.#form.spaceInTags) return this.#dice.pick(needed ? [' ', '\n', '\t  ', '\r\n'] : ['', '', ' ', '\n']);
    return needed ? ' ' : '';
  }

  #shuffled<T>(list: readonly T[]): T[] {
    if (!this.#form.attributeOrder) return [...list];
    return list
      .map((one) => ({ one, rank: this.#dice.int(1e6) }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ one }) => one);
  }
}

interface Naming {
  scope: Map<string, string>;
  kept: boolean;
  declarations: string[];
}

function isElement(node: XmlNodeModel): node is XmlElementModel {
  return typeof node === 'object' && 'local' in node;
}

function reference(character: string): string {
  return `&#${character.codePointAt(0)};`;
}

const declared: Readonly<Record<XmlEncoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-8-bom': 'utf-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'iso-8859-1': 'ISO-8859-1',
  'iso-8859-15': 'iso-8859-15',
};

function encoded(text: string, { encoding, declaration }: XmlForm): Buffer {
  const optional = encoding.startsWith('utf');
  const head = declaration || !optional ? `<?xml version="1.0" encoding="${declared[encoding]}"?>` : '';
  return bytesIn(`${head}${text}`, encoding);
}

function bytesIn(text: string, encoding: XmlEncoding): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text);
  if (encoding === 'utf-8-bom') return Buffer.from(`\ufeff${text}`);
  if (encoding === 'utf-16le') return Buffer.from(`\ufeff${text}`, 'utf16le');
  if (encoding === 'utf-16be') return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  // No name of our examples has an accent: what is not of the set stands in a text or a value.
  return Buffer.from(
    [...text].flatMap((character) => byteOf(character, encoding) ?? [...Buffer.from(reference(character))]),
  );
}

/** Where ISO 8859-15 differs from 8859-1. */
const latin9: Readonly<Record<string, number>> = {
  '€': 0xa4,
  Š: 0xa6,
  š: 0xa8,
  Ž: 0xb4,
  ž: 0xb8,
  Œ: 0xbc,
  œ: 0xbd,
  Ÿ: 0xbe,
};

function byteOf(character: string, encoding: XmlEncoding): number | undefined {
  const code = character.codePointAt(0)!;
  if (encoding === 'iso-8859-1') return code < 256 ? code : undefined;
  return code < 256 && !Object.values(latin9).includes(code) ? code : latin9[character];
}
