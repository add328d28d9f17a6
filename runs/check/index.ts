export { type CheckOptions, checkFiles } from './check.ts';
export { checkTool } from './check-tool.ts';
export { explain } from './explain.ts';
export { type Format, formats, type Tool } from './formats/index.ts';
export type { GivenParameters } from './judge.ts';
export type { PackAbout, PackEngine, PackVerdict } from './pack-engine.ts';
export { addTo, type CheckSummary, emptySummary, type FileReport } from './report.ts';
