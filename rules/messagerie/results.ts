import { z } from 'zod';
import { observed } from '../observed.ts';
import type { RuleInputs } from '../rule.ts';
import { shows } from './shown.ts';

const resultSchema = z.object({
  analyse: z.string(),
  valeur: z.string(),
  unite: z.string(),
  reference: z.string(),
  interpretation: z.string(),
  historique: z.string(),
});

/** A result, as the open document shows it. */
export type ShownResult = z.infer<typeof resultSchema>;

/** The line of an analysis, or undefined. */
export function resultOf(inputs: RuleInputs, analysis: string): ShownResult | undefined {
  const { resultats } = observed(inputs, 'lecture', z.object({ resultats: z.array(resultSchema) }));
  return resultats.find(({ analyse }) => shows(analyse, analysis));
}
