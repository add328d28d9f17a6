import { type PointKey, pointId } from '../core/index.ts';
import { builtInCatalogue, type Coverage, coverageOf, type FeatureScenario } from '../referential/index.ts';
import { readProofBook } from './counterproof/proof-book.ts';
import { isProvedPoint, type LaneRequest, loadLane, releaseFeatures } from './lane.ts';

/**
 * What this release covers of a lane, or of the whole catalogue, with the tags of features that name nothing.
 *
 * @throws {@link ProbantError} as {@link loadLane} does
 */
export function coverage(request?: LaneRequest): Coverage {
  const all = releaseFeatures();
  const catalogue = builtInCatalogue();
  const scenarios = new Set(catalogue.entries.flatMap(({ scenario }) => scenario ?? []));
  const lane = request === undefined ? undefined : loadLane(request);
  const features = lane === undefined ? all : lane.playable.map(({ feature }) => feature);
  return coverageOf({
    entries: lane?.entries ?? catalogue.entries,
    features,
    known: { features: all, scenarios },
    isProved: proofs(features),
  });
}

function proofs(features: readonly FeatureScenario[]): (point: PointKey) => boolean {
  const book = readProofBook();
  const byId = new Map(features.map((feature) => [feature.scenario, feature]));
  return ({ scenario, ordinal }) => {
    const feature = byId.get(scenario);
    return feature !== undefined && isProvedPoint(book, feature, pointId({ scenario: feature.tag, ordinal }));
  };
}
