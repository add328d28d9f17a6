import { z } from 'zod';
import { ProbantError } from '../../core/index.ts';
import { type VerbName, type VerbResult, verbs } from './verbs.ts';

const french = z.locales.fr().localeError;

/**
 * The result of a verb, checked against the contract; properties that the contract doesn't know are dropped.
 *
 * @throws {@link ProbantError} `pilote_hors_contrat`, naming each wrong field
 */
export function validResult<V extends VerbName>(verb: V, value: unknown): VerbResult<V> {
  const parsed = verbs[verb].result.safeParse(value, { error: french });
  if (parsed.success) return parsed.data as VerbResult<V>;
  throw new ProbantError('pilote_hors_contrat', { verbe: verb, detail: describeIssues(parsed.error) });
}

/** One line for a person: each wrong field and what is wrong with it. */
export function describeIssues(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.map(String).join('.') || 'réponse'} : ${issue.message}`).join(' ; ');
}

/** Checks one value against one schema; gives the French reason of a refusal. */
export function checkValue(
  schema: z.ZodType,
  value: unknown,
): { ok: true; value: unknown } | { ok: false; reason: string } {
  const parsed = schema.safeParse(value, { error: french });
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, reason: parsed.error.issues.map((issue) => issue.message).join(' ; ') };
}
