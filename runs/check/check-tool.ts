import { packageVersion } from '../../core/index.ts';
import { ruleSetName } from '../rule-set/index.ts';
import type { Tool } from './formats/index.ts';
import { fileRules } from './judge.ts';
import type { PackAbout } from './pack-engine.ts';

/** What judges, as the reports of files below that folder name it. */
export function checkTool(root: string, packs: readonly PackAbout[] = []): Tool {
  const rules = fileRules().sort((a, b) => a.id.localeCompare(b.id));
  return { version: packageVersion(), ruleSet: ruleSetName(), rules, packs, root };
}
