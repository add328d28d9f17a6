import { ruleSetDigest } from '../digests.ts';
import { packageVersion } from '../package-version.ts';
import type { Tool } from './formats/index.ts';
import { rulesFor } from './judge.ts';
import { kinds } from './kinds.ts';

/** What judges, as the reports of files below that folder name it. */
export function checkTool(root: string): Tool {
  const rules = [...new Set(kinds.flatMap(rulesFor))].sort((a, b) => a.id.localeCompare(b.id));
  return { version: packageVersion(), ruleSet: ruleSetDigest(), rules, root };
}
