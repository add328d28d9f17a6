import { DOMParser } from '@xmldom/xmldom';
import { CabinetError } from '../cabinet-error.ts';
import { HtmlOutput } from './html-output.ts';
import { alternatives, defaultPriority, matches, type Template } from './patterns.ts';
import { textOf, type Value, XPathScope } from './xpath-scope.ts';

const xsl = 'http://www.w3.org/1999/XSL/Transform';
/** Deeper than any sheet of a document goes; what never ends is stopped there, or by the count of its steps. */
const limits = { depth: 150, steps: 200_000 };

/** What is written, and where one is. */
interface Context {
  node: Node;
  scope: XPathScope;
  output: HtmlOutput;
  depth: number;
  /** Parameters that the caller gives. */
  given?: ReadonlyMap<string, Value>;
}

/**
 * Applies a style sheet (XSLT 1.0, without keys, sort, imports or extensions) to a document, and gives its HTML, without
 * anything that acts.
 *
 * @throws {@link CabinetError} `requete_invalide` for a sheet or a document that can't be used
 */
export function transform(document: string, styleSheet: string): HtmlOutput {
  const sheet = new StyleSheet(parse(styleSheet));
  const output = new HtmlOutput();
  sheet.run(parse(document), output);
  if (output.words === '')
    throw new CabinetError('requete_invalide', 'La feuille de style n’affiche rien du document.');
  return output;
}

function parse(text: string): Document {
  const stop = (message: string): never => {
    throw new CabinetError('requete_invalide', `XML illisible : ${message}`);
  };
  const parser = new DOMParser({ errorHandler: { warning: stop, error: stop, fatalError: stop } });
  return parser.parseFromString(text.replace(/^\uFEFF/, ''), 'text/xml');
}

type Instruction = (element: Element, context: Context) => void;

/** A style sheet, ready to be applied. */
class StyleSheet {
  readonly #root: Element;
  readonly #prefixes: Record<string, string> = {};
  readonly #templates: Template[];
  readonly #instructions: Readonly<Record<string, Instruction>>;
  #steps = 0;

  constructor(document: Document) {
    this.#root = document.documentElement;
    if (this.#root.namespaceURI !== xsl || !/^(?:stylesheet|transform)$/.test(this.#root.localName)) {
      throw new CabinetError('requete_invalide', 'Ce n’est pas une feuille de style XSLT.');
    }
    for (const attribute of Array.from(this.#root.attributes)) {
      const [, prefix] = /^xmlns:(.+)$/.exec(attribute.name) ?? [];
      if (prefix !== undefined) this.#prefixes[prefix] = attribute.value;
    }
    this.#templates = elementsOf(this.#root)
      .filter((one) => isXsl(one, 'template'))
      .flatMap((element, rank) => templatesOf(element, rank));
    this.#instructions = this.#known();
  }

  run(document: Document, output: HtmlOutput): void {
    let scope = new XPathScope(this.#prefixes);
    const context = { node: document, output, depth: 0 };
    for (const one of elementsOf(this.#root).filter((each) => isXsl(each, 'variable') || isXsl(each, 'param'))) {
      scope = this.#defined(one, { ...context, scope });
    }
    this.#apply([document], '', { ...context, scope });
  }

  #known(): Readonly<Record<string, Instruction>> {
    const select = (element: Element, { scope, node }: Context, name = 'select'): string =>
      scope.text(element.getAttribute(name) || '.', node);
    return {
      'value-of': (element, context) => context.output.text(select(element, context)),
      text: (element, { output }) => output.text(element.textContent ?? ''),
      'apply-templates': (element, context) => {
        const found = context.scope.select(element.getAttribute('select') || 'node()', context.node);
        const given = this.#given(element, context);
        this.#apply(Array.isArray(found) ? found : [], element.getAttribute('mode') ?? '', { ...context, given });
      },
      'call-template': (element, context) => {
        const name = element.getAttribute('name') ?? '';
        const called = this.#templates.find((template) => template.name === name);
        if (called !== undefined) this.#body(called.element, { ...context, given: this.#given(element, context) });
      },
      'for-each': (element, context) => {
        const found = context.scope.select(element.getAttribute('select') || '.', context.node);
        const nodes = Array.isArray(found) ? found : [];
        for (const [i, node] of nodes.entries()) {
          this.#body(element, { ...context, node, scope: context.scope.at(i + 1, nodes.length) });
        }
      },
      if: (element, context) => {
        if (context.scope.holds(element.getAttribute('test') || 'false()', context.node)) this.#body(element, context);
      },
      choose: (element, context) => {
        const chosen = elementsOf(element).find(
          (one) =>
            isXsl(one, 'otherwise') ||
            (isXsl(one, 'when') && context.scope.holds(one.getAttribute('test') || 'false()', context.node)),
        );
        if (chosen !== undefined) this.#body(chosen, context);
      },
      element: (element, context) =>
        this.#element(this.#filled(element.getAttribute('name') ?? '', context), element, context),
      attribute: (element, context) => {
        const written = new HtmlOutput();
        this.#body(element, { ...context, output: written });
        context.output.attribute(this.#filled(element.getAttribute('name') ?? '', context), written.words);
      },
      'copy-of': (element, context) => {
        const found = context.scope.select(element.getAttribute('select') || '.', context.node);
        context.output.text(Array.isArray(found) ? found.map((node) => node.textContent).join('') : textOf(found));
      },
      copy: (element, context) => this.#body(element, context),
    };
  }

  #apply(nodes: readonly Node[], mode: string, context: Context): void {
    for (const [i, node] of nodes.entries()) {
      const scope = context.scope.at(i + 1, nodes.length);
      const found = this.#templateOf(node, mode, scope);
      if (found !== undefined) this.#body(found.element, { ...context, node, scope });
      // Built-in rules (XSLT 1.0 §5.8): what has no template shows what is in it.
      else if (node.nodeType === 1 || node.nodeType === 9) {
        const { given: _given, ...rest } = context;
        this.#apply(Array.from(node.childNodes), mode, { ...rest, node, scope, depth: this.#deeper(context) });
      } else if (node.nodeType <= 4) context.output.text(node.nodeValue ?? '');
    }
  }

  #templateOf(node: Node, mode: string, scope: XPathScope): Template | undefined {
    return this.#templates
      .filter((one) => one.mode === mode && one.patterns.some((pattern) => matches(node, pattern, scope)))
      .reduce<Template | undefined>(
        (best, one) => (best === undefined || one.priority >= best.priority ? one : best),
        undefined,
      );
  }

  #body(parent: Element, context: Context): void {
    const depth = this.#deeper(context);
    let { scope } = context;
    for (const one of Array.from(parent.childNodes)) {
      if (isXsl(one, 'variable')) scope = this.#defined(one as Element, { ...context, scope, depth });
      else if (isXsl(one, 'param')) {
        const name = (one as Element).getAttribute('name') ?? '';
        const value = context.given?.get(name);
        scope =
          value === undefined ? this.#defined(one as Element, { ...context, scope, depth }) : scope.with(name, value);
      } else this.#one(one, { ...context, scope, depth });
    }
  }

  #one(one: Node, context: Context): void {
    if (one.nodeType === 3 || one.nodeType === 4) {
      if ((one.nodeValue ?? '').trim() !== '') context.output.text(one.nodeValue ?? '');
    } else if (one.nodeType === 1) {
      const element = one as Element;
      const run = element.namespaceURI === xsl ? this.#instructions[element.localName] : undefined;
      if (run !== undefined) run(element, context);
      else if (element.namespaceURI !== xsl) this.#element(element.localName, element, context);
    }
  }

  #element(name: string, element: Element, context: Context): void {
    context.output.start(name);
    if (element.namespaceURI !== xsl) {
      for (const { name: attribute, value } of Array.from(element.attributes)) {
        if (!attribute.startsWith('xmlns')) context.output.attribute(attribute, this.#filled(value, context));
      }
    }
    this.#body(element, context);
    context.output.end();
  }

  /** Attribute value templates: `{expression}`. */
  #filled(text: string, { scope, node }: Context): string {
    return text.replaceAll(/\{([^{}]+)\}/g, (_whole, expression: string) => scope.text(expression, node));
  }

  #defined(element: Element, context: Context): XPathScope {
    return context.scope.with(element.getAttribute('name') ?? '', this.#valueOf(element, context));
  }

  #given(element: Element, context: Context): ReadonlyMap<string, Value> {
    const params = elementsOf(element).filter((one) => isXsl(one, 'with-param'));
    return new Map(params.map((one) => [one.getAttribute('name') ?? '', this.#valueOf(one, context)]));
  }

  #valueOf(element: Element, context: Context): Value {
    const select = element.getAttribute('select');
    if (select !== null && select !== '') return context.scope.select(select, context.node);
    const written = new HtmlOutput();
    this.#body(element, { ...context, output: written });
    return written.words;
  }

  #deeper({ depth }: Context): number {
    this.#steps += 1;
    if (depth >= limits.depth || this.#steps > limits.steps) {
      throw new CabinetError('requete_invalide', 'La feuille de style ne finit pas.');
    }
    return depth + 1;
  }
}

function templatesOf(element: Element, rank: number): Template[] {
  const patterns = alternatives(element.getAttribute('match') ?? '');
  const given = element.getAttribute('priority') ?? '';
  const common = { name: element.getAttribute('name') ?? '', mode: element.getAttribute('mode') ?? '', rank, element };
  if (patterns.length === 0) return [{ ...common, patterns, priority: 0 }];
  return patterns.map((pattern) => ({
    ...common,
    patterns: [pattern],
    priority: given === '' ? defaultPriority(pattern) : Number(given),
  }));
}

function elementsOf(parent: Node): Element[] {
  return Array.from(parent.childNodes).filter((node): node is Element => node.nodeType === 1);
}

function isXsl(node: Node, name: string): boolean {
  return node.nodeType === 1 && (node as Element).namespaceURI === xsl && (node as Element).localName === name;
}
