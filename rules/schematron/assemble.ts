import { posix } from 'node:path';
import { isProbantError } from '../../core/index.ts';
import { invalid } from './invalid.ts';
import { attribute, childrenNamed, type Element, isSchematron, type Node, readTree, schematron, walk } from './tree.ts';

/**
 * Gives the bytes of a file of the pack by its path in it.
 *
 * @throws {@link ProbantError} when there is no such file
 */
export type Load = (path: string) => Promise<Uint8Array>;

/** A schema in one piece. */
export interface Assembled {
  root: Element;
  /** French: what could not be brought in, so that no rule of it looks. */
  notes: string[];
  /** Every file that was read, the entry first. */
  files: string[];
}

/** Most elements of a schema once its inclusions are made: the largest known has some 30 000. */
const mostElements = 500_000;

/** Deepest chain of inclusions. */
const deepest = 40;

/**
 * Reads a schema and replaces its `include` and `extends href` by what they name (ISO 19757-3 §5.4.4, §5.4.3).
 *
 * An inclusion that cannot be made (absent, out of the pack, not XML, a loop) is left out and noted: the other rules still look.
 *
 * @param entry path of the schema in the pack
 * @throws {@link ProbantError} `schematron_invalide` when the schema itself cannot be read, or is too large
 */
export async function assemble(entry: string, load: Load): Promise<Assembled> {
  const assembler = new Assembler(load);
  const root = await assembler.whole(entry);
  return { root, notes: assembler.notes, files: [...assembler.files] };
}

class Assembler {
  readonly notes: string[] = [];
  readonly files = new Set<string>();
  readonly #load: Load;
  readonly #trees = new Map<string, Element>();
  #left = mostElements;

  constructor(load: Load) {
    this.#load = load;
  }

  async whole(entry: string): Promise<Element> {
    const root = await this.#tree(entry);
    if (!isSchematron(root, 'schema')) {
      const detail = `sa racine est « ${root.local} », pas le « schema » de ${schematron}`;
      throw invalid(entry, detail);
    }
    return this.#expand(root, [entry]);
  }

  async #tree(file: string): Promise<Element> {
    const known = this.#trees.get(file);
    if (known !== undefined) return known;
    const tree = readTree(await this.#load(file), file);
    this.files.add(file);
    this.#trees.set(file, tree);
    return tree;
  }

  async #expand(element: Element, from: readonly string[]): Promise<Element> {
    this.#left -= 1;
    if (this.#left < 0) {
      const detail = `avec ses inclusions il a plus de ${mostElements} éléments`;
      throw invalid(from[0] ?? '', detail);
    }
    const children: Node[] = [];
    for (const node of element.children) children.push(...(await this.#node(node, from)));
    return { ...element, children };
  }

  async #node(node: Node, from: readonly string[]): Promise<readonly Node[]> {
    if (typeof node === 'string') return [node];
    const href = attribute(node, 'href');
    const include = isSchematron(node, 'include');
    if (!include && !(isSchematron(node, 'extends') && href !== undefined)) return [await this.#expand(node, from)];
    const target = await this.#target(node.file, href ?? '', from);
    if (target === null) return [];
    return include ? [target] : target.children;
  }

  async #target(file: string, href: string, from: readonly string[]): Promise<Element | null> {
    try {
      const [, address = '', fragment = ''] = /^([^#]*)(?:#(.*))?$/s.exec(href) ?? [];
      const path = address === '' ? file : pathIn(file, address);
      if (address !== '' && from.includes(path)) throw invalid(path, 'il s’inclut lui-même');
      if (from.length > deepest) throw invalid(path, `plus de ${deepest} inclusions l’une dans l’autre`);
      const root = await this.#tree(path);
      const found = fragment === '' ? root : [...walk(root)].find((one) => idOf(one) === fragment);
      if (found === undefined) throw invalid(path, `aucun élément n’y a l’identifiant « ${fragment} »`);
      if (isSchematron(found, 'schema')) throw invalid(path, 'c’est un schéma entier, pas un fragment');
      return await this.#expand(found, [...from, path]);
    } catch (thrown) {
      if (!isProbantError(thrown) || this.#left < 0) throw thrown;
      this.notes.push(`${file} inclut « ${href} », laissé de côté : ${thrown.details['detail'] ?? thrown.message}`);
      return null;
    }
  }
}

function idOf(element: Element): string | undefined {
  return element.attributes.find(({ local, namespace }) => local === 'id' && (namespace === '' || isXml(namespace)))
    ?.value;
}

function isXml(namespace: string): boolean {
  return namespace === 'http://www.w3.org/XML/1998/namespace';
}

/**
 * The path in the pack of an address found in one of its files.
 *
 * @throws {@link ProbantError} `schematron_invalide` when it leads out of the pack
 */
export function pathIn(file: string, address: string): string {
  const path = posix.normalize(posix.join(posix.dirname(file), decoded(address)));
  const outside = /^[A-Za-z][\w+.-]*:|^[/\\]/.test(address) || path === '..' || path.startsWith('../');
  if (outside) throw invalid(file, 'l’adresse mène hors du paquet');
  return path;
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    // A bare « % » in a file name.
    return address;
  }
}

/** The addresses that a file includes, resolved in the pack; those that lead out of it are left out. */
export function inclusionsOf(root: Element): string[] {
  return [...walk(root)]
    .flatMap((one) => [...childrenNamed(one, 'include'), ...childrenNamed(one, 'extends')])
    .flatMap((one) => {
      const [address = ''] = (attribute(one, 'href') ?? '').split('#');
      try {
        return address === '' ? [] : [pathIn(one.file, address)];
      } catch {
        return [];
      }
    });
}
