export { imapService } from './exchange.ts';
export {
  defaultImapLimits,
  type ImapDelays,
  type ImapFault,
  type ImapHost,
  type ImapLimits,
  type ImapListener,
  type ImapMoment,
  type ImapOptions,
  type ImapSessionFacts,
  type TokenValidator,
} from './imap-options.ts';
export { startImap, startImapListener } from './server.ts';
