import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Finding, ProbantError } from '../../core/index.ts';
import { allRules, ruleById, ruleFile } from '../registry.ts';
import type { DomainExamples, RuleExample } from './example.ts';
import { exampleFile } from './files.ts';
import { observation } from './observation.ts';

/**
 * The example of a rule, which stands in the `examples` file of its domain: every rule has one.
 *
 * @throws {@link ProbantError} `regle_inconnue`, `exemple_invalide` for a rule without example
 */
export async function exampleOf(id: string): Promise<RuleExample> {
  const here = ruleFile(id);
  const file = new URL(`examples${here.pathname.endsWith('.ts') ? '.ts' : '.js'}`, here);
  const examples = existsSync(fileURLToPath(file))
    ? ((await import(file.href)) as { examples: DomainExamples }).examples
    : {};
  const example = Object.hasOwn(examples, id) ? examples[id] : undefined;
  if (example === undefined) throw new ProbantError('exemple_invalide', { detail: `${id} n’a pas d’exemple` });
  return example;
}

/** Every rule and its example, sorted by id. */
export function ruleExamples(): Promise<Array<{ rule: string; example: RuleExample }>> {
  return Promise.all(allRules().map(async ({ id }) => ({ rule: id, example: await exampleOf(id) })));
}

/** True where what the example shows can be given to `probant check`: a file, a kept reading or conversation. */
export async function isFileExample(example: RuleExample): Promise<boolean> {
  return !('seen' in example) || (await example.inputs('wrong'))['echanges'] !== undefined;
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
