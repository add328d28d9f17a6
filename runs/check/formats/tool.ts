import type { Rule } from '../../../rules/index.ts';

/** What judged, as reports name it. */
export interface Tool {
  /** Version of Probant. */
  version: string;
  /** Digest of its rules. */
  ruleSet: string;
  /** Rules that may look at a file. */
  rules: readonly Rule[];
  /** Absolute path that those of the files are told from. */
  root: string;
}
