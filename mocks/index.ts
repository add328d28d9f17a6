export {
  type Activity,
  type AnnuaireControl,
  AnnuaireDirectory,
  type AnnuaireOptions,
  type ApiKey,
  annuaireHandlers,
  type CareService,
  type Equipment,
  type FhirSettings,
  type Holder,
  type Mailbox,
  type Professional,
  type SmartCard,
  type Structure,
  type WorkPlace,
} from './annuaire/index.ts';
export { startBench } from './bench.ts';
export { benchJournal } from './bench-journal.ts';
export type { Bench, BenchOptions } from './bench-types.ts';
export { type BenchControls, idleControls, ownedControls } from './controls.ts';
export {
  type CorrespondentMail,
  correspondentMail,
  type Hostility,
  hostileMail,
  type LabResult,
  type SentDocument,
  sentCdas,
  subjectOf,
} from './correspondents/index.ts';
export {
  type ColleagueDocument,
  colleagueDocument,
  type DmpAuthorisation,
  type DmpCode,
  type DmpControl,
  DmpDirectory,
  type DmpDocument,
  type DmpDocumentView,
  type DmpOptions,
  type DmpPatient,
  type DmpProfessional,
  type DmpVisit,
  dmpHandlers,
  dmpStatuses,
  webPsHandlers,
} from './dmp/index.ts';
export { type FaultControl, faultCatalogue, readFault, type ServiceFault, type SetFault } from './faults/index.ts';
export type {
  BusinessReport,
  DocumentMessage,
  Hl7Answer,
  Hl7Control,
  Hl7Delivery,
  Hl7Event,
  Hl7Program,
  Hl7Sending,
  IdentityMessage,
  IdentityStatus,
} from './hl7/index.ts';
export {
  type InsiAnswer,
  type InsiCardMatch,
  type InsiControl,
  InsiDirectory,
  type InsiFaultCode,
  type InsiMode,
  type InsiOptions,
  type InsiProgram,
  type InsiShape,
  type InsiTokenFacts,
  type InsiTokenValidator,
  type InsiTokenVerdict,
  type InsiTraitsMatch,
  insiHandlers,
} from './insi/index.ts';
export { type BenchIdentity, keptIdentity } from './kept-identity.ts';
export {
  autoconfigHandlers,
  type FaultKind,
  faultCatalogue as mailTlsFaults,
  faultCatalogue as mssFaultCatalogue,
  type MailboxDeclaration,
  type MailFault,
  type MssControl,
  mailFaultCatalogue,
  type PatientReply,
  type ReportRequest,
  readMailFault,
  type SendResult,
} from './mss/index.ts';
export { openBench } from './open-bench.ts';
export type { OperationStatus, ServiceOperation } from './operation.ts';
export { serviceOperations } from './operations.ts';
export {
  type CertificateStatus,
  type CredentialVariant,
  credentialVariants,
  type PublicationState,
  pkcs12Of,
  type RevocationControl,
  type RevocationServer,
  startRevocationServer,
  TestPki,
} from './pki/index.ts';
export { planBench } from './plan-bench.ts';
export { productMailboxes, productStructure } from './product-account.ts';
export {
  type ApiPeer,
  type ApiTokenValidator,
  type ApiTokenVerdict,
  apiTokenValidator,
  type CibaOutcome,
  type LogoutNotice,
  type PendingCiba,
  type Persona,
  type PscBehaviour,
  type PscClient,
  type PscControl,
  type PscFault,
  type PscOptions,
  PscRealm,
  pscFaultCatalogue,
  pscFaults,
  pscHandlers,
  testPersonas,
  testPhysician,
  tokenValidator,
} from './psc/index.ts';
export { type Tenant, Tenants, tenantRoutes } from './tenants.ts';
