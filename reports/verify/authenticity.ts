import type { X509Certificate } from 'node:crypto';
import { sha256 } from '../../core/index.ts';
import { type ContainerReader, sealPaths } from '../container/index.ts';
import { oids } from '../seal/index.ts';
import { isValidAt, subjectOf, trustOf } from './chain.ts';
import { type CmsMessage, readCms } from './cms-reader.ts';
import { remark, type VerifyItem } from './codes.ts';

/** The publisher's signature, where it can be read. */
export async function readSignature(container: ContainerReader): Promise<CmsMessage | undefined> {
  if (!container.has(sealPaths.signature)) return undefined;
  const message = readCms(await container.read(sealPaths.signature));
  return message?.contentType === oids.data ? message : undefined;
}

/** Whose signature it is, and whether it is one. What it covers is a matter of integrity. */
export function checkAuthenticity(
  container: ContainerReader,
  {
    signature,
    announced,
    trusted,
  }: {
    signature: CmsMessage | undefined;
    /** SHA-256 of the certificate that `dossier.json` announces. */
    announced: string | undefined;
    trusted: X509Certificate[];
  },
): VerifyItem[] {
  const file = sealPaths.signature;
  if (!container.has(file)) return [remark('signature_absente', {}, file)];
  if (signature === undefined) return [remark('signature_illisible', {}, file)];
  const { signer, signingTime } = signature;
  const subject = subjectOf(signer);
  if (!signature.signatureHolds()) return [remark('signature_fausse', {}, file)];
  if (signingTime === undefined) return [remark('signature_non_cades', { detail: 'sans date de signature' }, file)];
  if (!signature.bindsCertificate) {
    return [
      remark(
        'signature_non_cades',
        { detail: 'l’attribut signing-certificate-v2 ne désigne pas son certificat' },
        file,
      ),
    ];
  }
  const failures: VerifyItem[] = [];
  if (announced !== undefined && announced !== sha256(signer.raw)) {
    failures.push(remark('signature_autre_cle', { subject }, file));
  }
  if (!isValidAt(signer, signingTime)) {
    failures.push(remark('signataire_hors_validite', { subject, date: signingTime.toISOString() }, file));
  }
  return failures.length > 0
    ? failures
    : [trustRemark(signature, { trusted, date: signingTime }), remark('revocation_non_verifiee')];
}

function trustRemark(signature: CmsMessage, { trusted, date }: { trusted: X509Certificate[]; date: Date }): VerifyItem {
  const details = { subject: subjectOf(signature.signer), date: date.toISOString() };
  const codes = {
    reconnu: 'authenticite_etablie',
    essai: 'autorite_d_essai',
    non_reconnu: 'signataire_non_reconnu',
    aucune_confiance: 'aucune_confiance',
  } as const;
  const trust = trustOf(signature.signer, { pool: signature.certificates, trusted, at: date });
  return remark(codes[trust], details, sealPaths.signature);
}
