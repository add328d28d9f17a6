export { CabinetError, type CabinetErrorCode } from './cabinet-error.ts';
export { type Defect, defects } from './defects.ts';
export type { InsiAccess } from './insi-client.ts';
export { type Couloir, couloirs } from './modules.ts';
export { type ReferenceOptions, type RunningReference, startReference } from './server.ts';
export { type Services, servicesOf } from './services.ts';
