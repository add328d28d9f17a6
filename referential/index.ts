export {
  builtInCatalogue,
  Catalogue,
  type CatalogueEntry,
  type ExpectedProof,
  publicationLabel,
  type Wave,
  waveOf,
} from './catalogue.ts';
export { type Coverage, type CoveredScenario, coverageOf, type Home, isShared, type Tally, tally } from './coverage.ts';
export {
  type FeaturePoint,
  type FeatureScenario,
  loadFeatures,
  type PointMode,
  playable,
  scenarioTag,
} from './features.ts';
export { type Deadline, type LaneDefinition, laneDefinition, lanes, type Service, sharedDomains } from './lanes.ts';
