import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Finding } from '../../core/index.ts';
import { allRules, ruleById, ruleFile } from '../registry.ts';
import type { DomainExamples, RuleExample } from './example.ts';
import { exampleFile } from './files.ts';
import { observation } from './observation.ts';

/**
 * The example of a rule, which stands in the `examples` file of its domain; null where there is none.
 *
 * @throws {@link ProbantError} `regle_inconnue`
 */
export async function exampleOf(id: string): Promise<RuleExample | null> {
  const here = ruleFile(id);
  const file = new URL(`examples${here.pathname.endsWith('.ts') ? '.ts' : '.js'}`, here);
  if (!existsSync(fileURLToPath(file))) return null;
  const { examples } = (await import(file.href)) as { examples: DomainExamples };
  return Object.hasOwn(examples, id) ? (examples[id] as RuleExample) : null;
}

/** The rules that have an example, with it, sorted by id. */
export async function ruleExamples(): Promise<Array<{ rule: string; example: RuleExample }>> {
  const all = await Promise.all(allRules().map(async ({ id }) => ({ rule: id, example: await exampleOf(id) })));
  return all.flatMap(({ rule, example }) => (example === null ? [] : [{ rule, example }]));
}

/** What a rule says of what its example sees. */
export async function judgeSeen(id: string, example: SeenSide, side: 'right' | 'wrong'): Promise<Finding[]> {
  const inputs = 'read' in example ? { lecture: observation(example.read[side]) } : await example.inputs(side);
  return ruleById(id).check(inputs, example.parameters ?? {});
}

/** The bytes of the right or the wrong file of an example. */
export function exampleBytes(example: FileSide, side: 'right' | 'wrong'): Promise<Buffer> {
  return exampleFile(example.file, side === 'wrong' ? example : undefined);
}

type FileSide = Extract<RuleExample, { file: unknown }>;
type SeenSide = Exclude<RuleExample, { file: unknown }>;
