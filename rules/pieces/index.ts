export { type At, below, carriersOf, nothing, parsed } from './carriers.ts';
export { type CdaDocument, cda, type DocumentPiece, documentsOf, eachDocument } from './documents.ts';
export { type Envelope, eachMail, headerOf, type Mail, mailsOf, ownParts } from './mails.ts';
export { eachPdf, namedPdfs, type PdfPiece } from './pdfs.ts';
export { eachSubmission, ebrim, type Submission, type SubmittedDocument } from './submissions.ts';
export { type Archive, archiveParts, archivesOf, type Subset, subsetsOf } from './xdm.ts';
