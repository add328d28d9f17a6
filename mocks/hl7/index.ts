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
} from './hl7-types.ts';
export { hl7Operations } from './operations.ts';
export { type RunningHl7, startHl7 } from './start-hl7.ts';
