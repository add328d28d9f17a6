export type { FarEnd } from './far-end.ts';
export { webRelay } from './web-relay.ts';
