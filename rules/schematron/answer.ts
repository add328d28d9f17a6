import { partOf, withXml, type XmlTree } from '../../core/index.ts';
import type { AssertionFacts } from './compile.ts';

/** An assertion that does not hold, or a report that does, somewhere. */
export interface Fired {
  assertion: AssertionFacts;
  /** Path of the node, with the prefixes of the schema. */
  where: string;
  text: string;
  diagnostics: string[];
}

/** An assertion that could not be evaluated somewhere. */
export interface Failed {
  assertion: AssertionFacts;
  where: string;
  why: string;
}

/** What a compiled schema says of a document. */
export interface Answer {
  fired: Fired[];
  failed: Failed[];
  /** How many times a rule found its context; 0 unless it was asked to count. */
  matches: number;
}

/** What an answer is read with. */
export interface AnswerKey {
  assertions: readonly AssertionFacts[];
  namespaces: ReadonlyArray<{ prefix: string; uri: string }>;
}

const mostElements = 1_000_000;

/**
 * Reads what the stylesheet of a schema answered.
 *
 * @throws {@link ProbantError} `xml_invalide`
 */
export function readAnswer(xml: Uint8Array, { assertions, namespaces }: AnswerKey): Answer {
  const prefixes = new Map(namespaces.map(({ prefix, uri }) => [uri, prefix]));
  return withXml(xml, ({ root }) => {
    const tree = partOf(root, { name: (_, local) => local, limit: mostElements });
    const of = (name: string): Array<{ node: XmlTree; assertion: AssertionFacts; where: string }> =>
      tree.children.flatMap((node) => {
        const assertion = assertions[Number(node.attributes.get('a'))];
        if (node.name !== name || assertion === undefined) return [];
        return [{ node, assertion, where: readable(node.attributes.get('w') ?? '', prefixes) }];
      });
    return {
      fired: of('f').map(({ node, ...rest }) => ({
        ...rest,
        text: textsOf(node, 'm')[0] ?? '',
        diagnostics: textsOf(node, 'd').filter((text) => text !== ''),
      })),
      failed: of('e').map(({ node, ...rest }) => ({
        ...rest,
        why: `${(node.attributes.get('c') ?? '').replace(/^.*:/, '')} : ${oneLine(node.written)}`,
      })),
      matches: tree.children.filter(({ name }) => name === 't').length,
    };
  });
}

function textsOf({ children }: XmlTree, name: string): string[] {
  return children.filter((one) => one.name === name).map(({ written }) => oneLine(written));
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/**
 * `/Q{urn:hl7-org:v3}ClinicalDocument[1]/Q{urn:hl7-org:v3}author[2]/@x` (XPath 3.1, fn:path) told as
 * `/cda:ClinicalDocument/cda:author[2]/@x`. A namespace that the schema does not name loses its prefix.
 */
function readable(path: string, prefixes: ReadonlyMap<string, string>): string {
  return path
    .replaceAll(/Q\{([^}]*)\}/g, (_, uri: string) => (prefixes.has(uri) ? `${prefixes.get(uri)}:` : ''))
    .replaceAll('[1]', '');
}
