export {
  addTo,
  type CheckOptions,
  type CheckSummary,
  checkFiles,
  checkTool,
  emptySummary,
  explain,
  type FileReport,
  type Format,
  formats,
  type GivenParameters,
  type PackEngine,
  type PackVerdict,
  type Tool,
} from './check/index.ts';
export { type Mismatch, observeDefects, type ProofReport, type ProvedPoint, prove } from './counterproof/prove.ts';
export { dossierContext, type Lane, loadLane } from './lane.ts';
export { locations } from './locations.ts';
export { ownGrid } from './own-grid.ts';
export type { Difference, DifferenceCode } from './replay/difference.ts';
export { type ReplayReport, renderReplay, replay } from './replay/replay.ts';
export {
  diffRuleSets,
  type KnownRuleSet,
  type RuleChange,
  type RuleDifference,
  type RuleSetManifest,
  readRuleSet,
  ruleSetManifest,
  setOfManifest,
} from './rule-set/index.ts';
export { type RunOptions, type RunOutcome, run } from './run.ts';
