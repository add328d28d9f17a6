import { type Around, base, baseIn, copy, message } from './content.ts';
import { invalid } from './invalid.ts';
import { answer, attr, p, type Renaming, x, xpath } from './markup.ts';
import { type Assertion, isLet, type Let, type Pattern, type Rule, type Schema } from './schema.ts';
import { attribute, type Element } from './tree.ts';
import { reachOf } from './xpath.ts';

/**
 * Writes the stylesheet that judges a document by a schema. Its initial mode is `{urn:probant:schematron}juge`; it answers
 * with elements whose `a` is the rank of the assertion among those of the schema, in order.
 *
 * A pattern is a mode where the first rule that matches a node is its template of highest priority (ISO 19757-3 §6.5). An
 * assertion whose evaluation fails says so alone: the others look all the same.
 */
export function writeStylesheet(schema: Schema): string {
  const modes = schema.patterns.map((_, i) => `${p}:m${i}`);
  const renamings = renamingsOf(schema);
  const ranks = ranksOf(schema);
  const writer = new PatternWriter(schema, ranks);
  const patterns = schema.patterns.map((pattern, i) =>
    writer.write(pattern, { mode: modes[i] ?? '', renaming: renamings[i] ?? new Map() }),
  );
  const unmatched =
    modes.length === 0 ? '' : `<${x}:template match="/|node()|@*" mode="${modes.join(' ')}" priority="-2"/>\n`;
  return [
    head(schema),
    ...foreignFirst(schema).map((one) => `${copy(one)}\n`),
    ...schema.keys.map(key),
    `<${x}:param name="${p}:tirs" select="false()"/>\n`,
    ...unique(schema.lets).map((one) => `${variable(one, { renaming: new Map(), file: schema.file })}\n`),
    ...schema.patterns.flatMap(({ lets }, i) =>
      unique(lets).map((one) => `${variable(one, { renaming: renamings[i] ?? new Map(), file: schema.file })}\n`),
    ),
    `<${x}:template match="/" mode="${p}:juge"><${p}:r>`,
    ...patterns.map(({ start }) => start),
    `</${p}:r></${x}:template>\n`,
    unmatched,
    ...patterns.map(({ templates }) => templates),
    `</${x}:stylesheet>\n`,
  ].join('');
}

const reserved = new Set([x, p, 'err', 'xml']);

function head({ version, namespaces, file }: Schema): string {
  // The ISO pipeline for XSLT 2 declares them, and schemas count on it.
  const declared = new Map([
    ['xs', 'http://www.w3.org/2001/XMLSchema'],
    ['fn', 'http://www.w3.org/2005/xpath-functions'],
  ]);
  for (const { prefix, uri } of namespaces) {
    if (prefix === 'xml') continue;
    if (reserved.has(prefix)) throw invalid(file, `le préfixe « ${prefix} » est réservé`);
    declared.set(prefix, uri);
  }
  return (
    `<${x}:stylesheet version="${version}" xmlns:${x}="http://www.w3.org/1999/XSL/Transform" xmlns:${p}="${answer}"` +
    ` xmlns:err="http://www.w3.org/2005/xqt-errors"${[...declared].map(([prefix, uri]) => attr(`xmlns:${prefix}`, uri)).join('')}` +
    ` exclude-result-prefixes="#all"${base(file)}>\n`
  );
}

// XSLT wants its imports before all else.
function foreignFirst({ foreign }: Schema): Element[] {
  const imports = foreign.filter(({ local }) => local === 'import');
  return [...imports, ...foreign.filter(({ local }) => local !== 'import')];
}

/** A key of Schematron 1.5 (`path`) or of the ISO (`use`). */
function key(element: Element): string {
  const use = attribute(element, 'use') ?? attribute(element, 'path') ?? '.';
  return `<${x}:key${attr('name', attribute(element, 'name'))}${attr('match', attribute(element, 'match'))}${attr('use', use)}/>\n`;
}

/** The last declaration of a name counts: a schema may say the same twice through its inclusions. */
function unique(lets: readonly Let[]): Let[] {
  return [...new Map(lets.map((one) => [one.name, one])).values()];
}

function variable({ name, value, element }: Let, around: Around): string {
  const head = `<${x}:variable${attr('name', around.renaming.get(name) ?? name)}${baseIn(element.file, around)}`;
  if (value !== undefined) return `${head}${xpath('select', value, around.renaming)}/>`;
  return `${head}>${element.children.map((node) => (typeof node === 'string' ? '' : copy(node))).join('')}</${x}:variable>`;
}

/**
 * Variables of a pattern are seen from the others too, as the ANS packs want (`variables`): they are global, and take
 * another name only where two declare the same.
 */
function renamingsOf({ lets, patterns }: Schema): Renaming[] {
  const counts = new Map<string, number>();
  const count = (name: string): unknown => counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const { name } of unique(lets)) count(name);
  for (const pattern of patterns) for (const { name } of unique(pattern.lets)) count(name);
  return patterns.map(
    (pattern, i) =>
      new Map(
        unique(pattern.lets)
          .filter(({ name }) => (counts.get(name) ?? 0) > 1)
          .map(({ name }) => [name, `${name}-m${i}`]),
      ),
  );
}

function ranksOf({ patterns }: Schema): ReadonlyMap<Rule, number> {
  let rank = 0;
  const ranks = new Map<Rule, number>();
  for (const rule of patterns.flatMap(({ rules }) => rules)) {
    ranks.set(rule, rank);
    rank += rule.content.filter((piece) => !isLet(piece)).length;
  }
  return ranks;
}

/** What the writing of a pattern needs. */
interface Place {
  mode: string;
  renaming: Renaming;
}

class PatternWriter {
  readonly #schema: Schema;
  readonly #ranks: ReadonlyMap<Rule, number>;

  constructor(schema: Schema, ranks: ReadonlyMap<Rule, number>) {
    this.#schema = schema;
    this.#ranks = ranks;
  }

  write(pattern: Pattern, place: Place): { start: string; templates: string } {
    const templates = pattern.rules.map((rule, i) =>
      this.#rule(rule, { ...place, priority: pattern.rules.length - i }),
    );
    return { start: pattern.rules.length === 0 ? '' : start(pattern, place), templates: templates.join('') };
  }

  #rule(rule: Rule, { mode, renaming, priority }: Place & { priority: number }): string {
    const first = this.#ranks.get(rule) ?? 0;
    const { file } = rule.element;
    const around = { renaming: local(rule, renaming), file };
    let rank = first;
    const content = rule.content.map((piece) =>
      isLet(piece) ? variable(piece, around) : this.#assertion(piece, rank++, around),
    );
    return (
      `<${x}:template${xpath('match', rule.context, renaming)} mode="${mode}" priority="${priority}"${base(file)}>` +
      `<${x}:if test="$${p}:tirs"><${p}:t a="${first}"/></${x}:if>${content.join('')}</${x}:template>\n`
    );
  }

  #assertion({ kind, test, element }: Assertion, rank: number, around: Around): string {
    const fired = `<${p}:f a="${rank}" w="{path()}"><${p}:m>${message(element, around)}</${p}:m>${this.#diagnostics(element, around)}</${p}:f>`;
    const when = `<${x}:when${xpath('test', test, around.renaming)}${baseIn(element.file, around)}`;
    const choice =
      kind === 'assert' ? `${when}/><${x}:otherwise>${fired}</${x}:otherwise>` : `${when}>${fired}</${x}:when>`;
    return (
      `<${x}:try><${x}:choose>${choice}</${x}:choose>` +
      `<${x}:catch><${p}:e a="${rank}" c="{$err:code}" w="{path()}"><${x}:value-of select="$err:description"/></${p}:e></${x}:catch></${x}:try>`
    );
  }

  #diagnostics(element: Element, around: Around): string {
    const ids = (attribute(element, 'diagnostics') ?? '').split(/\s+/).filter((id) => id !== '');
    return ids
      .map((id) => this.#schema.diagnostics.get(id))
      .map((one) => (one === undefined ? '' : `<${p}:d>${message(one, around)}</${p}:d>`))
      .join('');
  }
}

/** A variable of the rule hides that of the pattern. */
function local({ content }: Rule, renaming: Renaming): Renaming {
  if (renaming.size === 0) return renaming;
  const names = new Set(content.filter(isLet).map(({ name }) => name));
  return new Map([...renaming].filter(([name]) => !names.has(name)));
}

/** Shows every node of the document to the rules of a pattern, texts apart (ISO 19757-3 §5.4.12). */
function start({ rules, element }: Pattern, { mode, renaming }: Place): string {
  const reach = rules.map(({ context }) => reachOf(context));
  const others = reach.some((one) => one.others) ? 'node()[not(self::text())]' : '*';
  const attributes = reach.some((one) => one.attributes) ? '/(.|@*)' : '';
  const all = `<${x}:apply-templates mode="${mode}" select="/"/><${x}:apply-templates mode="${mode}" select="/descendant::${others}${attributes}"/>`;
  const documents = attribute(element, 'documents');
  if (documents === undefined) return all;
  return `<${x}:for-each${xpath('select', `document(${documents})`, renaming)}${base(element.file)}>${all}</${x}:for-each>`;
}
