import * as xpath from 'xpath';

// The package gives more than its types tell.
const { parse } = xpath as unknown as { parse(expression: string): { evaluate(options: object): Evaluated } };

/** What the evaluator gives. */
interface Evaluated {
  /** Of a number, of a truth value. */
  num?: number;
  b?: boolean;
  toArray?(): Node[];
  stringValue(): string;
}

/** What an expression of XPath gives, as the style sheets need it. */
export type Value = Node[] | string | number | boolean;

/** Where expressions are evaluated: the prefixes of the style sheet, and the variables in sight. */
export class XPathScope {
  readonly #prefixes: Readonly<Record<string, string>>;
  readonly #variables: ReadonlyMap<string, Value>;
  /** Place of the current node among those that are gone through. */
  readonly #place: { position: number; size: number };

  constructor(
    prefixes: Readonly<Record<string, string>>,
    variables: ReadonlyMap<string, Value> = new Map(),
    place = { position: 1, size: 1 },
  ) {
    this.#prefixes = prefixes;
    this.#variables = variables;
    this.#place = place;
  }

  /** The same, where a variable is defined besides. */
  with(name: string, value: Value): XPathScope {
    return new XPathScope(this.#prefixes, new Map([...this.#variables, [name, value]]), this.#place);
  }

  /** The same, at another place of what is gone through. */
  at(position: number, size: number): XPathScope {
    return new XPathScope(this.#prefixes, this.#variables, { position, size });
  }

  /** Evaluates an expression from a node. */
  select(expression: string, node: Node): Value {
    const found = parse(this.#placed(expression)).evaluate({
      node,
      namespaces: this.#prefixes,
      variables: Object.fromEntries(this.#variables),
    });
    if (typeof found.toArray === 'function') return found.toArray();
    return found.num ?? found.b ?? found.stringValue();
  }

  /** The same as a text. */
  text(expression: string, node: Node): string {
    return textOf(this.select(expression, node));
  }

  /** The same as true or false. */
  holds(expression: string, node: Node): boolean {
    const found = this.select(expression, node);
    return Array.isArray(found) ? found.length > 0 : Boolean(found);
  }

  // The evaluator knows no context but a node alone: outside of predicates, these two are those of the current node.
  #placed(expression: string): string {
    if (!/\b(?:position|last)\(\)/.test(expression) || expression.includes('[')) return expression;
    return expression
      .replaceAll(/\bposition\(\)/g, String(this.#place.position))
      .replaceAll(/\blast\(\)/g, String(this.#place.size));
  }
}

/** A value as XPath writes it: the first node of many. */
export function textOf(value: Value): string {
  if (!Array.isArray(value)) return String(value);
  return value[0]?.nodeType === 9
    ? ((value[0] as Document).documentElement.textContent ?? '')
    : (value[0]?.textContent ?? '');
}
