import { instantiate } from './abstract-patterns.ts';
import type { Assembled } from './assemble.ts';
import { invalid } from './invalid.ts';
import { attribute, childrenNamed, type Element, isSchematron, type Node, schematron, textOf } from './tree.ts';

/** Query languages that are compiled, and the version of XSLT each asks for. */
const bindings: ReadonlyMap<string, '1.0' | '2.0' | '3.0'> = new Map([
  // Absent, it is xslt (ISO 19757-3 §6.4).
  ['', '1.0'],
  ['xslt', '1.0'],
  ['xslt1', '1.0'],
  ['xslt2', '2.0'],
  ['xpath2', '2.0'],
  ['xslt3', '3.0'],
  ['xpath3', '3.0'],
]);

/** A variable. */
export interface Let {
  name: string;
  /** Absent when its content is its value. */
  value: string | undefined;
  element: Element;
}

/** An assertion or a report, as the schema writes it. */
export interface Assertion {
  kind: 'assert' | 'report';
  test: string;
  element: Element;
}

/** A rule, what it extends being part of it. */
export interface Rule {
  context: string;
  /** In their order: a variable is seen by what comes after. */
  content: ReadonlyArray<Let | Assertion>;
  element: Element;
}

/** A pattern that looks. */
export interface Pattern {
  lets: readonly Let[];
  rules: readonly Rule[];
  element: Element;
}

/** A schema ready to be written as a stylesheet. */
export interface Schema {
  version: '1.0' | '2.0' | '3.0';
  /** Path of its file in the pack. */
  file: string;
  title: string;
  namespaces: ReadonlyArray<{ prefix: string; uri: string }>;
  /** Those of the schema and of the phase. */
  lets: readonly Let[];
  patterns: readonly Pattern[];
  /** Elements of XSLT at the level of the schema. */
  foreign: readonly Element[];
  keys: readonly Element[];
  diagnostics: ReadonlyMap<string, Element>;
}

const xslt = 'http://www.w3.org/1999/XSL/Transform';

/**
 * Reads an assembled schema, for one phase.
 *
 * @param phase absent: the default one of the schema; `#ALL`: every pattern
 * @throws {@link ProbantError} `schematron_invalide`
 */
export function readSchema({ root, notes }: Assembled, phase = '#DEFAULT'): Schema {
  const schema = instantiate(root, notes);
  const active = activeOf(schema, phase);
  const rules = new RuleReader(schema);
  const all = childrenNamed(schema, 'pattern');
  const known = new Set(all.map((one) => attribute(one, 'id')));
  for (const id of active?.patterns ?? []) {
    if (!known.has(id)) notes.push(`${schema.file} : la phase active un motif absent, « ${id} »`);
  }
  const patterns = all.filter((one) => active === null || active.patterns.has(attribute(one, 'id') ?? ''));
  return {
    version: versionOf(schema),
    file: schema.file,
    title: childrenNamed(schema, 'title').map(textOf).join(' ').trim(),
    namespaces: childrenNamed(schema, 'ns').map((ns) => ({
      prefix: needed(ns, 'prefix'),
      uri: needed(ns, 'uri'),
    })),
    lets: [...letsOf(schema), ...(active?.lets ?? [])],
    patterns: patterns.map((element) => ({ lets: letsOf(element), rules: rules.of(element), element })),
    foreign: schema.children.filter((node): node is Element => typeof node !== 'string' && node.namespace === xslt),
    keys: childrenNamed(schema, 'key'),
    diagnostics: new Map(
      childrenNamed(schema, 'diagnostics')
        .flatMap((one) => childrenNamed(one, 'diagnostic'))
        .map((one) => [attribute(one, 'id') ?? '', one]),
    ),
  };
}

function versionOf(schema: Element): Schema['version'] {
  const named = attribute(schema, 'queryBinding') ?? '';
  const version = bindings.get(named.toLowerCase());
  if (version !== undefined) return version;
  throw invalid(schema.file, `queryBinding « ${named} » n’est pas traité (xslt, xslt2 et xslt3 le sont)`);
}

/** The patterns and variables of the phase; null for all the patterns. */
function activeOf(schema: Element, asked: string): { patterns: Set<string>; lets: Let[] } | null {
  const id = asked === '#DEFAULT' ? (attribute(schema, 'defaultPhase') ?? '#ALL') : asked;
  if (id === '#ALL') return null;
  const phase = childrenNamed(schema, 'phase').find((one) => attribute(one, 'id') === id);
  if (phase === undefined) throw invalid(schema.file, `la phase « ${id} » n’y est pas`);
  const patterns = childrenNamed(phase, 'active').map((one) => attribute(one, 'pattern') ?? '');
  return { patterns: new Set(patterns), lets: letsOf(phase) };
}

function letsOf(element: Element): Let[] {
  return childrenNamed(element, 'let').map(letOf);
}

function letOf(element: Element): Let {
  return { name: needed(element, 'name'), value: attribute(element, 'value'), element };
}

function needed(element: Element, name: string): string {
  const value = attribute(element, name);
  if (value === undefined || value.trim() === '') {
    throw invalid(element.file, `un « ${element.local} » n’a pas d’attribut « ${name} »`);
  }
  return value;
}

/** Most assertions of a schema, those that rules extend counted each time. */
const mostAssertions = 200_000;

class RuleReader {
  /** Abstract rules are extended from any pattern, active or not. */
  readonly #abstracts: ReadonlyMap<string, Element>;
  #left = mostAssertions;

  constructor(schema: Element) {
    const rules = childrenNamed(schema, 'pattern').flatMap((pattern) => childrenNamed(pattern, 'rule'));
    const shared = childrenNamed(schema, 'rules').flatMap((one) => childrenNamed(one, 'rule'));
    this.#abstracts = new Map(
      [...rules, ...shared].filter(isAbstract).map((rule) => [attribute(rule, 'id') ?? '', rule]),
    );
  }

  of(pattern: Element): Rule[] {
    return childrenNamed(pattern, 'rule')
      .filter((rule) => !isAbstract(rule))
      .map((element) => ({ context: needed(element, 'context'), content: this.#content(element, []), element }));
  }

  #content(rule: Element, from: readonly string[]): Array<Let | Assertion> {
    return rule.children.flatMap((node) => this.#piece(node, from));
  }

  #piece(node: Node, from: readonly string[]): Array<Let | Assertion> {
    if (typeof node === 'string' || node.namespace !== schematron) return [];
    if (isSchematron(node, 'let')) return [letOf(node)];
    if (isSchematron(node, 'extends')) return this.#extended(node, from);
    if (node.local !== 'assert' && node.local !== 'report') return [];
    this.#left -= 1;
    if (this.#left < 0) throw invalid(node.file, `plus de ${mostAssertions} assertions`);
    return [{ kind: node.local, test: needed(node, 'test'), element: node }];
  }

  #extended(node: Element, from: readonly string[]): Array<Let | Assertion> {
    const id = needed(node, 'rule');
    const rule = this.#abstracts.get(id);
    if (rule === undefined) throw invalid(node.file, `la règle abstraite « ${id} » n’y est pas`);
    if (from.includes(id)) throw invalid(node.file, `la règle abstraite « ${id} » s’étend elle-même`);
    return this.#content(rule, [...from, id]);
  }
}

function isAbstract(rule: Element): boolean {
  return attribute(rule, 'abstract') === 'true';
}

/** Whether a piece of a rule is a variable. */
export function isLet(piece: Let | Assertion): piece is Let {
  return 'name' in piece;
}
