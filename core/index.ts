export * from './attempt.ts';
export {
  type Conversation,
  type ConversationExchange,
  conversationFormat,
  conversationSchema,
} from './conversation.ts';
export { sha256 } from './digest.ts';
export * from './environment.ts';
export * from './errors.ts';
export { bodyCap, CappedBody, type EvidenceForm, EvidenceStore } from './evidence-store.ts';
export {
  type Correspondent,
  type Draw,
  drawCorrespondent,
  drawPerson,
  drawPublished,
  type Identity,
  patientAddress,
  type TestPerson,
  testMailDomain,
} from './identities.ts';
export * from './journal.ts';
export { canonicalJson, type Json, type JsonObject, sameJson } from './json.ts';
export * from './mime.ts';
export { addressesOf, decodeWords, type MimeHeader, type MimeValue, readMimeValue } from './mime-header.ts';
export { insOid, isMatricule15, nirKey } from './nir.ts';
export { ownText } from './own-text.ts';
export { packageVersion } from './package-version.ts';
export { readPem } from './pem.ts';
export { type LoadedPlan, loadPlan, type Plan, parsePlan, planJsonSchema } from './plan.ts';
export { publishedIdentities } from './published-identities.ts';
export { type RegisteredIdentity, Registers, type Suspect } from './registers.ts';
export { remembering } from './remembering.ts';
export { type SampleSigner, sampleSigner, signCanonical } from './sample-signer.ts';
export { sharing } from './sharing.ts';
export * from './verdict.ts';
export { allElementsAt, elementAt, escapeXml, type Namespaces, textAt, textsAt, withXml } from './xml.ts';
export {
  digestDefect,
  type ManifestReference,
  type ManifestSignature,
  type ManifestVerification,
  verifyManifestSignature,
} from './xml-manifest.ts';
export { elementsAt, rankOf } from './xml-memory.ts';
export { type SignatureVerification, verifyEnvelopedSignature } from './xml-signature.ts';
export { partOf, type TreeOptions, treeOf, type XmlTree } from './xml-tree.ts';
export { openZip, readZip, type ZipFault, type ZipLimits, type ZipReader, zipLimits } from './zip.ts';
