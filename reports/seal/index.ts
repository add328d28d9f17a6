export { type CredentialPaths, type Credentials, loadCredentials, parseCertificates } from './credentials.ts';
export { arrayBuffer, oids } from './der.ts';
export { type Manifest, readManifest } from './manifest.ts';
export {
  containerName,
  explodedName,
  type SealedDossier,
  type SealOptions,
  sealDossier,
  sealFiles,
  sealTree,
} from './seal.ts';
export { isTestAuthority, localCredentials, makeCredentials } from './test-authority.ts';
export { localTimeStamper, remoteTimeStamper, type TimeStamper } from './timestamp.ts';
