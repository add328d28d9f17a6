export { pscHandlers, pscService } from './handlers.ts';
export { type Persona, type PersonaActivity, testPersonas, testPhysician } from './personas.ts';
export {
  defaultLifetimes,
  type Lifetimes,
  type PscClient,
  type PscControl,
  type PscOptions,
  PscRealm,
} from './realm.ts';
export { type TokenVerdict, tokenValidator } from './token-validator.ts';
