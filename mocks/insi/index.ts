export type { InsiMode, InsiTokenFacts, InsiTokenValidator, InsiTokenVerdict } from './authentication.ts';
export { InsiDirectory } from './directory.ts';
export { type InsiOptions, insiHandlers, insiService } from './handlers.ts';
export { insiOperations } from './operations.ts';
export type {
  InsiAnswer,
  InsiCardMatch,
  InsiControl,
  InsiFaultCode,
  InsiProgram,
  InsiShape,
  InsiTraitsMatch,
} from './program.ts';
