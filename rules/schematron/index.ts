export { type Answer, type AnswerKey, type Failed, type Fired, readAnswer } from './answer.ts';
export { inclusionsOf, type Load, pathIn } from './assemble.ts';
export { type AssertionFacts, type CompiledSchema, compile, compilerVersion } from './compile.ts';
export { readTree } from './tree.ts';
