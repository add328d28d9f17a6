export { diffRuleSets, type RuleChange, type RuleDifference } from './diff.ts';
export { type RuleSetManifest, ruleSetManifest } from './manifest.ts';
export { type KnownRuleSet, readRuleSet, setOfManifest } from './read.ts';
