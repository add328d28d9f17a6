import { type AttemptOpening, type PointKey, ProbantError, packageVersion, pointId, sha256 } from '../core/index.ts';
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
import { importedGrid, type RemFiles, readImportedRem, type SealedRem, sealedRem } from '../referential/rem/index.ts';
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
  /** The imported REM that gives the grid; absent: the built-in catalogue. */
  rem?: SealedRem;
  proofBook: ProofBook;
  /** Names of what judges: they go into the attempt's opening. */
  release: { version: string; catalogue: string; regles: string; jeu: string; features: string; contrePreuve: string };
}

let ownFeatures: FeatureScenario[] | undefined;

/** The features of this release, read once. */
export function releaseFeatures(): FeatureScenario[] {
  ownFeatures ??= loadFeatures(locations.features);
  return ownFeatures;
}

/** Which lane, and by which grid. */
export interface LaneRequest {
  couloir: string;
  /** One wave of the built-in catalogue; absent: both. */
  vague?: Wave | undefined;
  /** Files of an imported REM, whose grid then stands for that of the catalogue. */
  rem?: RemFiles | undefined;
}

/**
 * Loads a lane with the scenarios that this release plays.
 *
 * @throws {@link ProbantError} `plan_invalide` for an unknown lane, `referentiel_invalide`, `correspondance_invalide`
 */
export function loadLane({ couloir, vague, rem }: LaneRequest): Lane {
  if (laneDefinition(couloir) === undefined) {
    throw refused('couloir', `« ${couloir} » n’est pas un couloir (${lanes.map(({ id }) => id).join(', ')})`);
  }
  if (rem !== undefined && vague !== undefined) throw refused('vague', 'un classeur est d’une vague : ôter « vague »');
  const catalogue = builtInCatalogue();
  const features = releaseFeatures();
  const own = catalogue.lane(couloir, vague);
  const imported = rem === undefined ? undefined : readImportedRem(rem, couloir);
  const grid =
    imported === undefined
      ? { entries: own, playable: playable(features, own) }
      : importedGrid(imported, { entries: own, features });
  const proofBook = readProofBook();
  const rules = ruleSetName();
  return {
    lane: couloir,
    ...grid,
    ...(imported === undefined ? {} : { rem: sealedRem(imported) }),
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

/**
 * The lane that an attempt was played by.
 *
 * @param blob gives the bytes of a blob of the attempt
 */
export async function laneOfOpening(
  { couloir, vague, rem }: Pick<AttemptOpening, 'couloir' | 'vague' | 'rem'>,
  blob: (digest: string) => Promise<Buffer>,
): Promise<Lane> {
  if (rem === undefined) return loadLane({ couloir, vague });
  const [referentiel, correspondance] = await Promise.all([
    blob(rem.referentiel.sha256),
    blob(rem.correspondance.sha256),
  ]);
  return loadLane({ couloir, rem: { referentiel, correspondance } });
}

function refused(chemin: string, detail: string): ProbantError {
  return new ProbantError('plan_invalide', { chemin, detail });
}

/** What reports need to derive results in this release. */
export function dossierContext(lane: Lane): DossierContext {
  return {
    entries: lane.entries,
    playable: lane.playable,
    counterProofs: (point) => counterProofsOf(lane, point),
    catalogueVersion: lane.rem === undefined ? builtInCatalogue().version : remName(lane.rem),
  };
}

/** How a reader knows the REM that was followed: its file and the beginning of its digest. */
function remName({ classeur }: SealedRem): string {
  return `${classeur.nom} (REM importé, ${classeur.empreinte.slice(0, 12)})`;
}

/** The defects by which a point was seen red, if nothing that the proof rests on has changed since. */
function counterProofsOf(lane: Lane, point: PointKey): CounterProof[] {
  const feature = lane.playable.find(({ feature: { scenario } }) => scenario === point.scenario)?.feature;
  if (feature === undefined) return [];
  // Proofs stand under the number of the catalogue, whatever the grid calls the scenario.
  const proved = pointId({ ...point, scenario: feature.tag });
  return isProvedPoint(lane.proofBook, feature, proved) ? (lane.proofBook.points[proved]?.seen ?? []) : [];
}

/** True when a point was seen red, and nothing that the proof rests on has changed since. */
export function isProvedPoint(book: ProofBook, feature: FeatureScenario, point: string): boolean {
  const proof = book.points[point];
  return proof !== undefined && proof.seen.length > 0 && proof.digest === pointDigest(feature, proof.rules);
}
