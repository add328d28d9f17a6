export { type CorrespondentMail, correspondentMail, messageIdOf } from './correspondent-mail.ts';
export { type Hostility, hostileMail } from './hostile-mail.ts';
export type { Interval, KnownPatient, LabResult, Quantity, SentDocument } from './sent-document.ts';
