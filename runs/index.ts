export { type Mismatch, observeDefects, type ProofReport, type ProvedPoint, prove } from './counterproof/prove.ts';
export { coverage } from './coverage.ts';
export { dossierContext, type Lane, type LaneRequest, laneOfOpening, loadLane } from './lane.ts';
export { locations } from './locations.ts';
export { ownGrid } from './own-grid.ts';
export type { Difference, DifferenceCode } from './replay/difference.ts';
export { type ReplayReport, renderReplay, replay } from './replay/replay.ts';
export { type RunOptions, type RunOutcome, run } from './run.ts';
