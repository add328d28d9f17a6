import type { Random } from '../../core/index.ts';
import { faultCodeOf } from './faults.ts';
import { responseOf } from './reply.ts';
import { failure } from './xds-errors.ts';

// Codes of IHE that a registry or a repository may answer (facts, DMP §7); the real DMP's own list is not public.
const xdsCodes: ReadonlySet<string> = new Set([
  'XDSDocumentUniqueIdError',
  'XDSDuplicateUniqueIdInRegistry',
  'XDSMetadataIdentifierError',
  'XDSMetadataUpdateError',
  'XDSMetadataUpdateOperationError',
  'XDSMetadataVersionError',
  'XDSMissingDocument',
  'XDSMissingDocumentMetadata',
  'XDSNonIdenticalHash',
  'XDSPatientIdDoesNotMatch',
  'XDSRegistryBusy',
  'XDSRegistryDeprecatedDocumentError',
  'XDSRegistryDuplicateUniqueIdInMessage',
  'XDSRegistryError',
  'XDSRegistryMetadataError',
  'XDSRegistryNotAvailable',
  'XDSRegistryOutOfResources',
  'XDSRepositoryBusy',
  'XDSRepositoryDuplicateUniqueIdInMessage',
  'XDSRepositoryError',
  'XDSRepositoryMetadataError',
  'XDSRepositoryOutOfResources',
  'XDSResultNotSinglePatient',
  'XDSStoredQueryMissingParam',
  'XDSStoredQueryParamNumber',
  'XDSTooManyResults',
  'XDSUnknownPatientId',
  'XDSUnknownRepositoryId',
  'XDSUnknownStoredQuery',
  'UnresolvedReferenceException',
]);

const detail = 'erreur demandée au banc';

/**
 * An error on demand: a SOAP fault by its subcode (`DMPInvalidCertificate`, `probant_dmp_ferme`…), or a failure of the
 * registry by its code of IHE, as ITI-41 and ITI-57 write it. Undefined for a code that the service has not.
 */
export function demandedError(code: string, random: Random): Response | undefined {
  const fault = faultCodeOf(code);
  if (fault !== undefined) return responseOf({ fault, detail }, { random });
  if (!xdsCodes.has(code)) return undefined;
  const body = failure(code, detail);
  return responseOf({ action: 'urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-bResponse', body }, { random });
}
