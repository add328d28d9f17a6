export { exampleFile } from './files.ts';
export { exampleOf, type RuleExample, ruleExamples } from './rule-examples.ts';
