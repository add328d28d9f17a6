export { type AnnuaireControl, AnnuaireDirectory, type AnnuaireOptions } from './directory.ts';
export { annuaireHandlers, annuaireService, extractionPath } from './handlers.ts';
export type { Mailbox, Professional, WorkPlace } from './professional.ts';
