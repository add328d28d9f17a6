export { type ColleagueDocument, colleagueDocument } from './colleague-document.ts';
export { DmpDirectory } from './directory.ts';
export { sameName } from './distinguished-name.ts';
export { type DmpOptions, dmpHandlers, dmpService } from './handlers.ts';
export { type DocumentStatus, statuses as dmpStatuses } from './namespaces.ts';
export type { DmpAuthorisation, DmpCode, DmpControl, DmpDocument, DmpDocumentView, DmpPatient } from './patient.ts';
export { certificatesIn, signerOf } from './signer.ts';
