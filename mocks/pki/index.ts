export { Authority, type Credential, currentValidity, lapsedValidity, type Validity } from './authority.ts';
export { type InsiCommonName, type OrganisationRequest, TestPki, testStructure } from './test-pki.ts';
