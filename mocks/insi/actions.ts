/**
 * What can be asked of the service: the two searches of the WSDL, and the verification, whose WSDL is not public
 * (facts, INSi §1.1 and §1.9): which of WS_INS3 to WS_INS5 is which is inferred.
 */
export type InsiOperation = 'WS_INS1' | 'WS_INS2' | 'WS_INS3' | 'WS_INS4' | 'WS_INS5';

/**
 * Operations by their action. WS_INS1 and WS_INS2 are those of the WSDL (facts, INSi §1.3); WS_INS3 bears the name given
 * by the GIE kit, in the URN of the others (inferred); WS_INS4 and WS_INS5 are Probant's own.
 */
export const insiActions: ReadonlyMap<string, InsiOperation> = new Map([
  ['urn:ServiceIdentiteCertifiee:1.0.0:rechercherInsAvecCarteVitale', 'WS_INS1'],
  ['urn:ServiceIdentiteCertifiee:1.0.0:rechercherInsAvecTraitsIdentite', 'WS_INS2'],
  ['urn:ServiceIdentiteCertifiee:1.0.0:verifierInsAvecTraitsIdentite', 'WS_INS3'],
  ['urn:probant:insi:deposerLotVerification', 'WS_INS4'],
  ['urn:probant:insi:recupererLotVerification', 'WS_INS5'],
]);

/** True for an operation that no public text describes. */
export function isVerification(operation: InsiOperation | undefined): boolean {
  return operation === 'WS_INS3' || operation === 'WS_INS4' || operation === 'WS_INS5';
}
