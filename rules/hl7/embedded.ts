import type { XmlDocument } from 'libxml2-wasm';
import { type Finding, isProbantError, type Namespaces, withXml } from '../../core/index.ts';
import { discrepancy } from '../findings.ts';
import type { Observation } from './observations.ts';

/** Namespaces of a CDA document. */
export const cdaNs: Namespaces = { c: 'urn:hl7-org:v3' };

/** Applies a check to the document in base64 of an OBX; one that cannot be read is a finding. */
export function withDocument({ obx }: Observation, check: (document: XmlDocument) => Finding[]): Finding[] {
  const where = obx.at(5, { component: 5 });
  const bytes = decodedBase64(obx.get(5, 5));
  if (bytes === undefined) {
    return [
      discrepancy({
        code: 'base64',
        where,
        expected: 'un document en base64',
        got: obx.get(5, 5).slice(0, 40),
        message: 'OBX-5.5 n’est pas du base64.',
        remedy:
          'Encodez les octets du CDA entier en base64 (RFC 4648, alphabet ordinaire), d’un seul tenant et sans fin de ligne.',
      }),
    ];
  }
  try {
    return withXml(bytes, check);
  } catch (thrown) {
    if (!isProbantError(thrown)) throw thrown;
    return [
      discrepancy({
        code: 'xml-illisible',
        where,
        expected: 'un document XML bien formé',
        got: thrown.message,
        message: 'Le document transmis n’est pas du XML lisible.',
        remedy:
          'Vérifiez que le CDA est complet avant son encodage, et que ses octets sont du jeu de caractères que son prologue XML annonce.',
      }),
    ];
  }
}

/** The bytes of a text in base64; undefined where it is not. */
export function decodedBase64(text: string): Buffer | undefined {
  const compact = text.replaceAll(/\s/g, '');
  // The published examples leave the padding out.
  return compact !== '' && compact.length % 4 !== 1 && /^[A-Za-z0-9+/]+={0,2}$/.test(compact)
    ? Buffer.from(compact, 'base64')
    : undefined;
}
