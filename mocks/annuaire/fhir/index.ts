export { demandedError } from './demanded-errors.ts';
export { fhirHandlers, fhirPath } from './handlers.ts';
