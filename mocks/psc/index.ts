export { type ApiTokenVerdict, confirmationOf } from './api-server.ts';
export { type ApiPeer, type ApiTokenValidator, apiTokenValidator } from './api-token-validator.ts';
export { pscFaultCatalogue } from './fault-catalogue.ts';
export { pscError, pscHandlers, pscService } from './handlers.ts';
export { defaultLifetimes, type Lifetimes } from './lifetimes.ts';
export { pscOperations } from './operations.ts';
export {
  type Persona,
  type PersonaActivity,
  type PersonaExercise,
  testPersonas,
  testPhysician,
} from './personas.ts';
export type { PscClient } from './psc-client.ts';
export {
  type CibaOutcome,
  type ConfirmationEncoding,
  type LogoutNotice,
  type PendingCiba,
  type PscBehaviour,
  type PscControl,
  type PscFault,
  pscFaults,
} from './psc-control.ts';
export { type PscOptions, PscRealm } from './realm.ts';
export { type TokenVerdict, tokenValidator } from './token-validator.ts';
