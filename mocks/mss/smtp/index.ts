export { documentedTls, type ServerCredential } from '../tls-profile.ts';
export {
  defaultSmtpLimits,
  type SmtpLimits,
  type SmtpListener,
  type SmtpListenerOptions,
  startSmtpListener,
} from './listener.ts';
export type { AcceptedMessage, AcceptedRecipient, SmtpLogin, SmtpRefusal, SubmissionPolicy } from './policy.ts';
export { smtpService } from './session.ts';
