export { InsiDirectory } from './directory.ts';
export type { FaultCode } from './faults.ts';
export { type InsiOptions, insiHandlers, insiService } from './handlers.ts';
export type { InsiAnswer, InsiControl, InsiFaultCode, InsiProgram, InsiShape } from './program.ts';
