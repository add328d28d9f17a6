import { type PointKey, ProbantError, packageVersion, pointId, sha256 } from '../core/index.ts';
import {
  builtInCatalogue,
  type CatalogueEntry,
  type FeatureScenario,
  laneDefinition,
  lanes,
  loadFeatures,
  playable,
  type Wave,
} from '../referential/index.ts';
import type { CounterProof, DossierContext } from '../reports/index.ts';
import { type ProofBook, readProofBook } from './counterproof/proof-book.ts';
import { featureSetDigest, pointDigest } from './digests.ts';
import { locations } from './locations.ts';
import { ruleSetName } from './rule-set/index.ts';

/** What this release plays of a lane, and with what. */
export interface Lane {
  lane: string;
  entries: CatalogueEntry[];
  playable: Array<{ feature: FeatureScenario; entry: CatalogueEntry }>;
  proofBook: ProofBook;
  /** Names of what judges: they go into the attempt's opening. */
  release: { version: string; catalogue: string; regles: string; jeu: string; features: string; contrePreuve: string };
}

/**
 * Loads a lane of the built-in catalogue, or one wave of it, with the scenarios that features play.
 *
 * @throws {@link ProbantError} `plan_invalide` for an unknown lane
 */
export function loadLane(lane: string, wave?: Wave): Lane {
  const catalogue = builtInCatalogue();
  if (laneDefinition(lane) === undefined) {
    throw new ProbantError('plan_invalide', {
      chemin: 'couloir',
      detail: `« ${lane} » n’est pas un couloir (${lanes.map(({ id }) => id).join(', ')})`,
    });
  }
  const entries = catalogue.lane(lane, wave);
  const features = loadFeatures(locations.features);
  const proofBook = readProofBook();
  const rules = ruleSetName();
  return {
    lane,
    entries,
    playable: playable(features, entries),
    proofBook,
    release: {
      version: packageVersion(),
      catalogue: `${catalogue.version} ${catalogue.digest}`,
      regles: rules.digest,
      jeu: rules.version,
      features: featureSetDigest(features),
      contrePreuve: sha256(JSON.stringify(proofBook)),
    },
  };
}

/** What reports need to derive results in this release. */
export function dossierContext(lane: Lane): DossierContext {
  return {
    entries: lane.entries,
    playable: lane.playable,
    counterProofs: (point) => counterProofsOf(lane, point),
    catalogueVersion: builtInCatalogue().version,
  };
}

/** The defects by which a point was seen red, if nothing that the proof rests on has changed since. */
function counterProofsOf(lane: Lane, point: PointKey): CounterProof[] {
  const feature = lane.playable.find(({ feature: { scenario } }) => scenario === point.scenario)?.feature;
  if (feature === undefined || !isProvedPoint(lane.proofBook, feature, pointId(point))) return [];
  return lane.proofBook.points[pointId(point)]?.seen ?? [];
}

/** True when a point was seen red, and nothing that the proof rests on has changed since. */
export function isProvedPoint(book: ProofBook, feature: FeatureScenario, point: string): boolean {
  const proof = book.points[point];
  return proof !== undefined && proof.seen.length > 0 && proof.digest === pointDigest(feature, proof.rules);
}
