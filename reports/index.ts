export {
  type CounterProof,
  deriveResults,
  type PointFinding,
  type PointResult,
  type RequirementResult,
  type Results,
  type ResultsContext,
  type ScenarioResult,
  verdictsOf,
  worstVerdict,
} from './results.ts';
