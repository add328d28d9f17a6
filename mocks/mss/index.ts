export {
  type AutoconfigOptions,
  autoconfigHandlers,
  autoconfigPath,
  autoconfigService,
  whiteListPath,
} from './autoconfig.ts';
export { type ClientHello, clientHelloFacts, parseClientHello } from './client-hello.ts';
export { type FaultCertificate, type FaultKind, faultCatalogue, type TlsFault } from './fault-catalogue.ts';
export { type IntegrationCode, integrationLabels } from './integration-codes.ts';
export type { MailFault, SmtpFault, SmtpFaultCode, SmtpStage } from './mail-fault.ts';
export { mailFaultCatalogue } from './mail-fault-catalogue.ts';
export { readMailFault } from './mail-fault-schema.ts';
export type {
  FaultListener,
  FaultListenerOptions,
  MailboxDeclaration,
  MailboxKind,
  MailRefusal,
  MssControl,
  MssOptions,
  PatientReply,
  ReportRequest,
  RunningMss,
  SendResult,
  TokenValidator,
} from './mss-types.ts';
export { mssOperations } from './operations.ts';
export { startMss } from './start-mss.ts';
