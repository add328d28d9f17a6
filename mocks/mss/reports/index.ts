export { deliveryReport, type Failure } from './delivery-report.ts';
export { failureMail } from './integration-failure.ts';
export type { ReportContext } from './mime.ts';
export { patientReply } from './patient-reply.ts';
export { readReceipt } from './read-receipt.ts';
export { traced } from './trace.ts';
