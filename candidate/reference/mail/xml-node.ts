import { parseStringPromise, processors } from 'xml2js';
import { CabinetError } from '../cabinet-error.ts';

interface Parsed {
  '#name': string;
  $?: Record<string, string>;
  _?: string;
  $$?: Parsed[];
}

/** An element of a received document; names are without prefix. */
export class XmlNode {
  readonly name: string;
  readonly #attributes: Readonly<Record<string, string>>;
  /** Elements and texts, in order. */
  readonly content: ReadonlyArray<XmlNode | string>;

  constructor(name: string, attributes: Record<string, string>, content: Array<XmlNode | string>) {
    this.name = name;
    this.#attributes = attributes;
    this.content = content;
  }

  /** Value of an attribute; empty when it is absent. */
  attribute(name: string): string {
    return this.#attributes[name] ?? '';
  }

  /** Child elements, of a name if one is given. */
  children(name?: string): XmlNode[] {
    return this.content
      .filter((one) => one instanceof XmlNode)
      .filter((one) => name === undefined || one.name === name);
  }

  /** The first element at the end of a path of names. */
  at(...path: string[]): XmlNode | undefined {
    const [name, ...rest] = path;
    if (name === undefined) return this;
    return this.children(name)[0]?.at(...rest);
  }

  /** Elements of a name, however deep, in order. */
  all(name: string): XmlNode[] {
    return this.children().flatMap((child) => [...(child.name === name ? [child] : []), ...child.all(name)]);
  }

  /** Texts below, without the spaces around. */
  get text(): string {
    return this.content
      .map((one) => (one instanceof XmlNode ? one.text : one))
      .join('')
      .trim();
  }
}

// Deeper than any document made by a person or a product; what goes further would exhaust the stack.
const maxDepth = 200;

/**
 * Reads XML that came from outside; null when it is not XML, or nested beyond reason. xml2js expands no entity of a
 * DOCTYPE, and reads no file.
 */
export async function readXml(bytes: Uint8Array): Promise<XmlNode | null> {
  try {
    const parsed: unknown = await parseStringPromise(
      Buffer.from(bytes)
        .toString('utf8')
        .replace(/^\uFEFF/, ''),
      {
        explicitRoot: false,
        explicitChildren: true,
        preserveChildrenOrder: true,
        charsAsChildren: true,
        includeWhiteChars: true,
        tagNameProcessors: [processors.stripPrefix],
      },
    );
    return nodeOf(parsed as Parsed, 0);
  } catch {
    // Whatever is wrong in it, it can't be read: the caller says so, and the file is kept.
    return null;
  }
}

function nodeOf(parsed: Parsed, depth: number): XmlNode {
  if (depth > maxDepth) throw new CabinetError('requete_invalide', 'XML trop profond.');
  const content = (parsed.$$ ?? []).map((one) =>
    one['#name'] === '__text__' ? (one._ ?? '') : nodeOf(one, depth + 1),
  );
  return new XmlNode(parsed['#name'], parsed.$ ?? {}, content);
}
