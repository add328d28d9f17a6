export { fhirHandlers, fhirPath } from './handlers.ts';
