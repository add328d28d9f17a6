import type { Rule } from '../../../rules/index.ts';
import type { PackAbout } from '../pack-engine.ts';

/** What judged, as reports name it. */
export interface Tool {
  /** Version of Probant. */
  version: string;
  /** Its rules: the version of the set, and its digest. */
  ruleSet: { version: string; digest: string };
  /** Rules that may look at a file. */
  rules: readonly Rule[];
  /** External packs that judge too. */
  packs: readonly PackAbout[];
  /** Absolute path that those of the files are told from. */
  root: string;
}
