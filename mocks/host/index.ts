export { type Answer, framed, send } from './answer.ts';
export { bodyOf, contextOf, type ExchangeContext } from './exchange-context.ts';
export type { ExchangeFault, FaultCandidate, FaultSource } from './fault.ts';
export { fetchResponse, type HandedAnswer, respond } from './handed-answer.ts';
export type { HostedService, HostFailure } from './hosted-service.ts';
export { authority, closed, listening } from './listen.ts';
export { pairs } from './raw-headers.ts';
export { refusedTls, tls12Alone } from './refused-tls.ts';
export {
  defaultLimits,
  type HostLimits,
  startTlsHost,
  type TlsHost,
  type TlsHostOptions,
  type WrongTls,
} from './tls-host.ts';
export { acceptedPeer } from './tls-peer.ts';
