export { Authority, type Credential, currentValidity, lapsedValidity, type Validity } from './authority.ts';
export {
  type Card,
  type CardHolder,
  type InsiCommonName,
  type MssCertificateState,
  type OrganisationRequest,
  TestPki,
  testStructure,
} from './test-pki.ts';
