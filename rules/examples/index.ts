export type { DomainExamples, RuleExample } from './example.ts';
export { exampleFile } from './files.ts';
export { observation } from './observation.ts';
export { exampleBytes, exampleOf, isFileExample, judgeSeen, ruleExamples } from './rule-examples.ts';
