export {
  type BuiltDossier,
  buildDossier,
  type DossierContext,
  type DossierFile,
  parseExchanges,
  pretty,
  sumsText,
} from './build.ts';
export { countVerdicts, dossierDocument } from './document.ts';
export {
  decodeSegment,
  type EvidenceIndex,
  encodeSegment,
  type IndexedProof,
  indexEvidence,
} from './evidence-paths.ts';
export { loosePlan } from './loose-plan.ts';
export { type DossierDocument, type DossierScenario, dossierJsonSchema, dossierSchema } from './schema.ts';
