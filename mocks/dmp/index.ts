export { type ColleagueDocument, colleagueDocument } from './colleague-document.ts';
export { DmpDirectory } from './directory.ts';
export { sameName } from './distinguished-name.ts';
export { type DmpOptions, dmpHandlers, dmpService } from './handlers.ts';
export { type DocumentStatus, statuses as dmpStatuses } from './namespaces.ts';
export { dmpOperations } from './operations.ts';
export type {
  DmpAdministrativeData,
  DmpAuthorisation,
  DmpClosing,
  DmpCode,
  DmpControl,
  DmpDocument,
  DmpDocumentView,
  DmpPatient,
  DmpProfessional,
  DmpProfessionalAuthorisation,
  DmpVisit,
} from './patient.ts';
export { certificatesIn, type SigningTrust, signerOf } from './signer.ts';
export { webPsHandlers, webPsService } from './web-ps.ts';
