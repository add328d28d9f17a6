export { Authority, type Credential } from './authority.ts';
export type { CardKind } from './card-kind.ts';
export { sameName, valuesIn } from './distinguished-name.ts';
export { type AuthorityKeys, newAuthorityKeys } from './keys.ts';
export { igcOperations } from './operations.ts';
export { type Pkcs12Content, pkcs12Of, pkcs12Password } from './pkcs12.ts';
export {
  type CardHolder,
  type InsiCommonName,
  type OrganisationRequest,
  testStructure,
} from './profiles.ts';
export type { PublicationState } from './publication-state.ts';
export type { RevocationControl, RevocationRequest } from './revocation-control.ts';
export {
  igcService,
  type RevocationServer,
  type RevocationServerOptions,
  startRevocationServer,
} from './revocation-server.ts';
export type { CertificateStatus } from './revocations.ts';
export { type Signer, Signers, type SigningTrust, signerOf, signingTrust } from './signer.ts';
export { type Card, type MssCertificateState, TestPki, type TestPkiOptions } from './test-pki.ts';
export { currentValidity, lapsedValidity, type Validity } from './validity.ts';
export { type CredentialVariant, credentialVariants, type VariantNote } from './variants.ts';
