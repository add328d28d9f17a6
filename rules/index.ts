export { allRules, ruleById, ruleFile } from './registry.ts';
export type { Rule, RuleInputs } from './rule.ts';
