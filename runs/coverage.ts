import { type PointKey, pointId } from '../core/index.ts';
import {
  builtInCatalogue,
  type Coverage,
  coverageOf,
  type FeatureScenario,
  loadFeatures,
  type Wave,
} from '../referential/index.ts';
import { type ProofBook, readProofBook } from './counterproof/proof-book.ts';
import { isProvedPoint, loadLane } from './lane.ts';
import { locations } from './locations.ts';

/** Which grid a coverage is of. */
export interface CoverageRequest {
  /** One lane; absent: every line of the catalogue. */
  lane?: string;
  wave?: Wave;
}

/**
 * What this release covers of a lane, or of the whole catalogue, with the tags of features that name nothing.
 *
 * @throws {@link ProbantError} `plan_invalide` for an unknown lane, `feature_invalide`
 */
export function coverage({ lane, wave }: CoverageRequest = {}): Coverage {
  const features = loadFeatures(locations.features);
  const catalogue = builtInCatalogue();
  const scenarios = new Set(catalogue.entries.flatMap(({ scenario }) => scenario ?? []));
  const entries = lane === undefined ? catalogue.entries : loadLane(lane, wave).entries;
  return coverageOf({ entries, features, known: { features, scenarios }, isProved: proofs(features, readProofBook()) });
}

function proofs(features: readonly FeatureScenario[], book: ProofBook): (point: PointKey) => boolean {
  const byId = new Map(features.map((feature) => [feature.scenario, feature]));
  return (point) => {
    const feature = byId.get(point.scenario);
    return feature !== undefined && isProvedPoint(book, feature, pointId(point));
  };
}
