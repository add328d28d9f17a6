export {
  containerLimits,
  dossierPaths,
  sealPaths,
} from './container/index.ts';
export {
  type BuiltDossier,
  buildDossier,
  countVerdicts,
  type DossierContext,
  type DossierDocument,
  decodeSegment,
  dossierJsonSchema,
  dossierSchema,
  type EvidenceIndex,
  encodeSegment,
  type IndexedProof,
} from './dossier/index.ts';
export { renderJunit } from './junit.ts';
export {
  checkLedger,
  type LedgerCheck,
  type LedgerLine,
  ledgerPath,
  readLedger,
  recordConclusion,
  recordOpening,
  type VerdictCounts,
} from './ledger.ts';
export {
  type CounterProof,
  deriveResults,
  type PointFinding,
  type PointResult,
  type RequirementResult,
  type Results,
  type ResultsContext,
  type ScenarioResult,
  verdictsOf,
  worstVerdict,
} from './results.ts';
export {
  type CredentialPaths,
  type Credentials,
  containerName,
  explodedName,
  loadCredentials,
  localCredentials,
  localTimeStamper,
  parseCertificates,
  remoteTimeStamper,
  type SealedDossier,
  type SealOptions,
  sealDossier,
  sealTree,
  type TimeStamper,
} from './seal/index.ts';
export { renderSummary, type SummaryOptions } from './summary.ts';
