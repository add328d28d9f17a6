import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ProbantError } from '../core/index.ts';
import type { Rule } from './rule.ts';

const here = new URL('.', import.meta.url);

/** Every rule of this release, by id. A file `*.rule` below this folder is a rule: nothing else has to be told. */
const byId = new Map<string, Rule>();
/** File of each rule, below this folder, without extension. */
const fileOf = new Map<string, string>();

for (const name of readdirSync(fileURLToPath(here), { recursive: true, encoding: 'utf8' }).sort()) {
  if (!/\.rule\.(js|ts)$/.test(name)) continue;
  const path = name.replaceAll('\\', '/');
  const exported = Object.values((await import(new URL(path, here).href)) as Record<string, Rule>);
  for (const rule of exported) {
    byId.set(rule.id, rule);
    fileOf.set(rule.id, path);
  }
}

/** All rules, sorted by id. */
export function allRules(): Rule[] {
  return [...byId.values()].sort((a, b) => a.id.localeCompare(b.id));
}

/**
 * The rule of that id.
 *
 * @throws {@link ProbantError} `regle_inconnue`
 */
export function ruleById(id: string): Rule {
  const rule = byId.get(id);
  if (rule === undefined) throw new ProbantError('regle_inconnue', { regle: id });
  return rule;
}

/** Address of the file that holds a rule. */
export function ruleFile(id: string): URL {
  ruleById(id);
  return new URL(fileOf.get(id) as string, here);
}
