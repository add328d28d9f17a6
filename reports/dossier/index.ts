export {
  type BuiltDossier,
  buildDossier,
  type DossierContext,
  type DossierFile,
  parseExchanges,
  sumsText,
} from './build.ts';
export { countsOf, countVerdicts } from './document.ts';
export { decodeSegment, type EvidenceIndex, encodeSegment, type IndexedProof } from './evidence-paths.ts';
export {
  type DossierDocument,
  type DossierPoint,
  type DossierScenario,
  dossierJsonSchema,
  dossierSchema,
} from './schema.ts';
