export type { Holder } from './changes.ts';
export { type AnnuaireControl, AnnuaireDirectory, type AnnuaireOptions } from './directory.ts';
export { fhirPath } from './fhir/index.ts';
export type { ApiKey, FhirSettings } from './gate.ts';
export { annuaireHandlers, annuaireService, extractionPath } from './handlers.ts';
export type {
  Activity,
  CareService,
  Equipment,
  Mailbox,
  Professional,
  SmartCard,
  Structure,
  WorkPlace,
} from './model.ts';
export { annuaireOperations } from './operations.ts';
