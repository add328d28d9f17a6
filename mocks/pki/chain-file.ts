import { ContentInfo, EncapsulatedContentInfo, SignedData } from 'pkijs';
import { certificatesOf } from './der.ts';
import type { AuthorityRole } from './igc.ts';
import type { TestPki } from './test-pki.ts';

const roles: readonly AuthorityRole[] = ['acr_el', 'aci_el_org', 'aci_el_pp', 'acr_fo', 'aci_fo_pp'];

/**
 * The chain as the IGC-Santé publishes it: the certificates of every authority in a PKCS#7 without signature (RFC 5652
 * §5.2, « certificates only »).
 *
 * @returns DER
 */
export async function chainFile(pki: TestPki): Promise<Buffer> {
  const authorities = await Promise.all(roles.map((role) => pki.authority(role)));
  const signed = new SignedData({
    version: 1,
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: ContentInfo.DATA }),
    certificates: certificatesOf(authorities.map(({ pem }) => pem).join('')),
  });
  const info = new ContentInfo({ contentType: ContentInfo.SIGNED_DATA, content: signed.toSchema(true) });
  return Buffer.from(info.toSchema().toBER());
}
