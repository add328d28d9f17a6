export { pointsThatAsk } from '../counterproof/proof-book.ts';
export { diffRuleSets, type RuleChange, type RuleDifference } from './diff.ts';
export { fixedSets, versionOf } from './fixed.ts';
export { ruleSetManifest, ruleSetName } from './manifest.ts';
export type { RuleSetManifest } from './manifest-schema.ts';
export { type KnownRuleSet, readRuleSet, setOfManifest } from './read.ts';
export { neverRed, type SeenRed, seenRed } from './seen-red.ts';
