import { createHash } from 'node:crypto';
import { type Assembled, assemble, type Load } from './assemble.ts';
import { type Assertion, isLet, type Rule, readSchema, type Schema } from './schema.ts';
import { writeStylesheet } from './stylesheet.ts';
import { attribute, type Element, textOf } from './tree.ts';

/** Raised when what is compiled changes: older results are then compiled again. */
export const compilerVersion = '1';

/** How grave what an assertion says is. */
export type Severity = 'bloquant' | 'avertissement' | 'information';

/** What is known of an assertion before any document is seen. */
export interface AssertionFacts {
  /** Its own, or one drawn from what it says, which stays as long as it says it. */
  id: string;
  kind: Assertion['kind'];
  test: string;
  context: string;
  severity: Severity;
  role: string;
  /** Address of its documentation, or an empty text. */
  see: string;
  pattern: string;
  rule: string;
}

/** A schema made ready for an engine. */
export interface CompiledSchema {
  /** XSLT, whose relative addresses are told from `pack:/`. */
  stylesheet: string;
  title: string;
  assertions: readonly AssertionFacts[];
  /** Prefix → URI. */
  namespaces: ReadonlyArray<{ prefix: string; uri: string }>;
  /** OID of every `templateId` that it names in a context or a test. */
  templates: readonly string[];
  /** French: what of it was left out. */
  notes: readonly string[];
  /** Files that it is made of. */
  files: readonly string[];
}

/**
 * Compiles a schema of ISO Schematron (ISO/IEC 19757-3) to XSLT.
 *
 * @param entry path of the schema in its pack
 * @param load gives the bytes of a file of the pack
 * @param phase absent: its default one; `#ALL`: all its patterns
 * @throws {@link ProbantError} `schematron_invalide`
 */
export async function compile(entry: string, load: Load, phase?: string): Promise<CompiledSchema> {
  const assembled = await assemble(entry, load);
  return compiled(assembled, readSchema(assembled, phase));
}

function compiled({ notes, files }: Assembled, schema: Schema): CompiledSchema {
  return {
    stylesheet: writeStylesheet(schema),
    title: schema.title,
    assertions: schema.patterns.flatMap((pattern) =>
      pattern.rules.flatMap((rule) =>
        rule.content.flatMap((piece) => (isLet(piece) ? [] : [factsOf(piece, rule, pattern.element)])),
      ),
    ),
    namespaces: schema.namespaces,
    templates: templatesOf(schema),
    notes,
    files,
  };
}

function factsOf({ kind, test, element }: Assertion, rule: Rule, pattern: Element): AssertionFacts {
  const role = [element, rule.element].flatMap((one) => attribute(one, 'role') ?? attribute(one, 'flag') ?? []);
  return {
    id: attribute(element, 'id') ?? drawnId([kind, rule.context, test, textOf(element)]),
    kind,
    test: oneLine(test),
    context: oneLine(rule.context),
    severity: severityOf(role[0] ?? ''),
    role: role[0] ?? '',
    see: attribute(element, 'see') ?? attribute(rule.element, 'see') ?? '',
    pattern: attribute(pattern, 'id') ?? '',
    rule: attribute(rule.element, 'id') ?? '',
  };
}

function drawnId(parts: readonly string[]): string {
  return `a-${createHash('sha256')
    .update(JSON.stringify(parts.map(oneLine)))
    .digest('hex')
    .slice(0, 10)}`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** Words by which schemas say that an assertion is less than an error: ISO leaves them free. */
const lesser: ReadonlyArray<readonly [RegExp, Severity]> = [
  [/^(?:warn|avertissement|caution|attention)/i, 'avertissement'],
  [/^(?:info|hint|note|conseil|suggestion|trace|debug)/i, 'information'],
];

function severityOf(role: string): Severity {
  return lesser.find(([words]) => words.test(role.trim()))?.[1] ?? 'bloquant';
}

function templatesOf({ patterns }: Schema): string[] {
  const rules = patterns.flatMap((pattern) => pattern.rules);
  const tests = rules.flatMap(({ content }) => content.flatMap((piece) => (isLet(piece) ? [] : [piece.test])));
  const named = [...rules.map(({ context }) => context), ...tests]
    .filter((text) => text.includes('templateId'))
    .flatMap((text) => [...text.matchAll(/["'](\d+(?:\.\d+){4,})["']/g)].map(([, oid = '']) => oid));
  return [...new Set(named)];
}
