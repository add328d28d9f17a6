export { Authority, type Credential } from './authority.ts';
export {
  type CardHolder,
  type InsiCommonName,
  type OrganisationRequest,
  testStructure,
} from './profiles.ts';
export { type Card, type MssCertificateState, TestPki, type TestPkiOptions } from './test-pki.ts';
export { currentValidity, lapsedValidity, type Validity } from './validity.ts';
export { type CredentialVariant, credentialVariants, type VariantNote } from './variants.ts';
