import {
  digestDefect,
  isProbantError,
  type ManifestSignature,
  type ManifestVerification,
  verifyManifestSignature,
  withXml,
} from '../../core/index.ts';
import { signerOf, valuesIn } from '../pki/index.ts';
import type { Call } from './call.ts';
import {
  classified,
  codesOf,
  identifier,
  isSignature,
  type RegistryObject,
  type Submission,
  uniqueIdOf,
} from './ebrim.ts';
import { associationTypes, schemes } from './namespaces.ts';
import type { XdsError } from './xds-errors.ts';

/** A document of a lot, its metadata and its bytes. */
export interface LotDocument {
  object: RegistryObject;
  bytes: Buffer;
}

/** Purpose of the signature of a lot, « Source » (facts, DMP §5.7). */
const purpose = '1.2.840.10065.1.12.1.14';
const formats = ['http://www.w3.org/2000/09/xmldsig#', 'urn:ihe:iti:dsg:detached:2014'];

/**
 * What is wrong with the signature of a lot: a XAdES signature over a manifest (IHE DSG; facts, DMP §5.7), which is mandatory.
 * Nothing is asked where nobody's signature is judged.
 */
export function signatureErrors(call: Call, submission: Submission, documents: readonly LotDocument[]): XdsError[] {
  const [lot] = submission.lots;
  if (call.signers === undefined || lot === undefined) return [];
  const [object, other] = submission.documents.filter(isSignature);
  if (object === undefined) {
    return [{ error: 'signature_absente', detail: 'aucun objet de type E1762', location: lot.id }];
  }
  if (other !== undefined) return [{ error: 'signature_invalide', detail: 'il y en a plusieurs', location: other.id }];
  const signature = documents.find((one) => one.object === object);
  const errors = [...metadataErrors(object), ...linkErrors(submission, object, lot)];
  // Its absence from the message is told elsewhere.
  if (signature === undefined) return errors;
  const verified = verification(signature.bytes);
  if (!verified.ok) return [...errors, { error: 'signature_invalide', detail: verified.reason, location: object.id }];
  const found = [
    ...propertyErrors(verified),
    ...certificateErrors(call, verified),
    ...manifestErrors(
      verified,
      lot,
      documents.filter((one) => one !== signature),
    ),
  ];
  return [...errors, ...found.map((one) => ({ ...one, location: object.id }))];
}

function metadataErrors(object: RegistryObject): XdsError[] {
  const [format = ''] = codesOf(object, schemes.document.format);
  const [type = ''] = codesOf(object, schemes.document.type);
  const details = [
    type === 'E1762' ? '' : `typeCode « ${type} » au lieu de E1762`,
    formats.includes(format) ? '' : `formatCode « ${format} » au lieu de ${formats[0]}`,
    codesOf(object, schemes.document.event).includes(purpose) ? '' : `eventCodeList ne porte pas ${purpose}`,
    classified(object, schemes.document.confidentiality).length > 0 ? '' : 'confidentialityCode est absent',
  ];
  return details
    .filter((detail) => detail !== '')
    .map((detail) => ({ error: 'metadonnee', detail: `signature du lot : ${detail}`, location: object.id }));
}

function linkErrors({ associations }: Submission, object: RegistryObject, lot: RegistryObject): XdsError[] {
  const { signs } = associationTypes;
  const linked = associations.some((one) => one.type === signs && one.source === object.id && one.target === lot.id);
  if (linked) return [];
  const detail = `aucune association ${signs} ne joint la signature au lot`;
  return [{ error: 'metadonnee', detail, location: object.id }];
}

function verification(bytes: Buffer): ManifestVerification {
  try {
    return withXml(bytes, verifyManifestSignature);
  } catch (thrown) {
    if (isProbantError(thrown)) return { ok: false, reason: thrown.message };
    throw thrown;
  }
}

function propertyErrors(verified: ManifestSignature): XdsError[] {
  const { purpose: found, signingTime, certificateNamed, policy } = verified;
  const details = [
    found === purpose ? '' : `purposeOfSignature vaut « ${found ?? ''} » au lieu de ${purpose}`,
    Number.isNaN(Date.parse(signingTime ?? '')) ? 'SigningTime est absent ou n’est pas une date' : '',
    certificateNamed ? '' : 'SigningCertificate ne désigne pas le certificat qui a signé',
    policy ? '' : 'SignaturePolicyIdentifier est absent',
  ];
  return details.filter((detail) => detail !== '').map((detail) => ({ error: 'signature_invalide', detail }));
}

/** CPx signature or ORG SIGN (facts, DMP §2), of the structure or of the professional of the VIHF (inferred). */
function certificateErrors(
  { signers = { authorities: [] }, caller }: Call,
  { certificate }: ManifestSignature,
): XdsError[] {
  // The system's clock: that of certificates (design §5.7).
  const { subject, refusal } = signerOf(certificate, signers, new Date());
  if (refusal !== undefined) return [{ error: 'signature_certificat', detail: refusal }];
  const direct = caller.mode === 'DIRECTE';
  const holder = direct ? caller.vihf.nameId : caller.structure;
  if (valuesIn(subject, direct ? 'CN' : 'OU').includes(holder)) return [];
  return [{ error: 'signature_certificat', detail: `« ${subject} » n’est pas celui de ${holder}` }];
}

/** The manifest names the lot, whose digest is not one, and every document of it (facts, DMP §5.7). */
function manifestErrors(
  { references }: ManifestSignature,
  lot: RegistryObject,
  documents: readonly LotDocument[],
): XdsError[] {
  const lotUri = `urn:oid:${identifier(lot, schemes.lot.uniqueId)}`;
  const known = new Set([lotUri, ...documents.map(({ object }) => uriOf(object))]);
  const named = new Map(references.map((one) => [one.uri, one]));
  const details = [
    named.has(lotUri) ? '' : `le lot ${lotUri} n’y est pas`,
    ...references.filter(({ uri }) => !known.has(uri)).map(({ uri }) => `${uri} n’est pas dans le lot`),
    named.size === references.length ? '' : 'une référence y est plusieurs fois',
    ...documents.map(({ object, bytes }) => {
      const reference = named.get(uriOf(object));
      if (reference === undefined) return `le document ${uriOf(object)} n’y est pas`;
      const defect = digestDefect(reference, bytes);
      return defect === null ? '' : `${uriOf(object)} : ${defect}`;
    }),
  ];
  return details.filter((detail) => detail !== '').map((detail) => ({ error: 'signature_manifeste', detail }));
}

function uriOf(object: RegistryObject): string {
  return `urn:oid:${uniqueIdOf(object)}`;
}
