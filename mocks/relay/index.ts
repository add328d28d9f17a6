export type { FarEnd } from './far-end.ts';
export { type MailRelay, startMailRelay } from './mail-relay.ts';
export { webRelay } from './web-relay.ts';
