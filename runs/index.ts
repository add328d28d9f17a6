export { readPlantedDefects } from './counterproof/proof-book.ts';
export { dossierContext, type Lane, loadLane } from './lane.ts';
export { locations } from './locations.ts';
export { type RunOptions, type RunOutcome, readPem, run } from './run.ts';
