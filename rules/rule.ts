import type { Finding, Json } from '../core/index.ts';

/** What a rule may look at: named bytes, and parameters that hold no more than JSON. */
export interface RuleContext {
  inputs: Readonly<Record<string, Buffer>>;
  parameters: Json;
}

/** A rule is data first: what it is called, where it comes from, and one pure function. */
export interface Rule {
  /** Stable id, such as `ins.statut`. */
  id: string;
  /** Raised each time the judgement changes. */
  version: string;
  /** French. */
  title: string;
  /** The clause that justifies the rule, and how sure it is (documented, second hand, inferred). */
  source: string;
  /** Kind of input: a read of the driver, a slice of the journal, a document. */
  appliesTo: 'lecture' | 'echanges' | 'document';
  check(context: RuleContext): Finding[];
}
