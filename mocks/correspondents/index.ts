export { type CorrespondentMail, correspondentMail, sentCdas, subjectOf } from './correspondent-mail.ts';
export { type Hostility, hostileMail } from './hostile-mail.ts';
export type { LabResult, SentDocument } from './sent-document.ts';
