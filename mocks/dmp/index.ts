export { type ColleagueDocument, colleagueDocument } from './colleague-document.ts';
export { DmpDirectory } from './directory.ts';
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
export { webPsHandlers, webPsService } from './web-ps.ts';
