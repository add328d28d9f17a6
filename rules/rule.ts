import type { z } from 'zod';
import type { Finding, Json } from '../core/index.ts';

/** Named bytes that a rule looks at. */
export type RuleInputs = Readonly<Record<string, Buffer>>;

/** A rule is data first: what it is called, where it comes from, and one pure function. */
export interface Rule {
  /** Stable id, such as `ins.statut`. */
  readonly id: string;
  /** Raised each time the judgement changes. */
  readonly version: string;
  /** French. */
  readonly title: string;
  /** The clause that justifies the rule, and how sure it is (documented, second hand, inferred). */
  readonly source: string;
  /** Kind of input: a read of the driver, a slice of the journal, a document. */
  readonly appliesTo: 'lecture' | 'echanges' | 'document';
  /** Pure; a promise where what it looks at is read bit by bit (archives). Throws only when inputs or parameters are not of the rule's form, which is a fault of the step. */
  check(inputs: RuleInputs, parameters: Json): Finding[] | Promise<Finding[]>;
}

/** A rule as its file states it: parameters are checked against a schema before `check` sees them. */
interface RuleStatement<P extends z.ZodType, F extends Finding[] | Promise<Finding[]>> extends Omit<Rule, 'check'> {
  parameters: P;
  check(inputs: RuleInputs, parameters: z.infer<P>): F;
}

/** A rule made of its statement: it answers at once or later, as its statement does. */
type DefinedRule<F> = Omit<Rule, 'check'> & { check(inputs: RuleInputs, parameters: Json): F };

/** Makes a rule of its statement. */
export function defineRule<P extends z.ZodType, F extends Finding[] | Promise<Finding[]>>({
  parameters: schema,
  check,
  ...head
}: RuleStatement<P, F>): DefinedRule<F> {
  return { ...head, check: (inputs, parameters) => check(inputs, schema.parse(parameters)) };
}
