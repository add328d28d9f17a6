export { type CheckOptions, checkFiles } from './check.ts';
export { type Format, jsonFormat, sarifFormat, type Tool, textFormat } from './formats/index.ts';
export { type GivenParameters, rulesFor } from './judge.ts';
export { type FileKind, kinds } from './kinds.ts';
export type { PackEngine, PackVerdict } from './pack-engine.ts';
export { addTo, type CheckSummary, emptySummary, type FileReport } from './report.ts';
