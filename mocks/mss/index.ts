export { type AutoconfigOptions, autoconfigHandlers, autoconfigService } from './autoconfig.ts';
export { type ClientHello, clientHelloFacts, parseClientHello } from './client-hello.ts';
export type {
  FaultKind,
  FaultListener,
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
export { startMss } from './start-mss.ts';
