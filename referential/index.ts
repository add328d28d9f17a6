export {
  builtInCatalogue,
  Catalogue,
  type CatalogueEntry,
  type ExpectedProof,
  publicationLabel,
  type Wave,
} from './catalogue.ts';
export {
  type FeaturePoint,
  type FeatureScenario,
  loadFeatures,
  type PointMode,
  playable,
  scenarioTag,
} from './features.ts';
