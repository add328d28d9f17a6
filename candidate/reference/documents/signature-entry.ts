import { element, type Xml } from '../xml.ts';
import type { EbrimWriter } from './ebrim.ts';
import { utcInstant } from './instants.ts';
import { authorSlots, normal, patientId, patientInfo, person, schemes, sourcePatientId } from './metadata-parts.ts';
import type { Code } from './organisation.ts';
import type { Source } from './subject.ts';

/** The signature of a lot, to be described. */
export interface SignatureEntry {
  source: Source;
  at: Date;
  /** Id in the message. */
  id: string;
  uniqueId: string;
}

const visibility = '1.2.250.1.213.1.1.4.13';
const codes: ReadonlyArray<[string, Code]> = [
  [schemes.class, { code: 'urn:oid:1.3.6.1.4.1.19376.1.2.1.1.1', codeSystem: 'URN', displayName: 'Digital Signature' }],
  [schemes.type, { code: 'E1762', codeSystem: 'ASTM', displayName: 'Full Document' }],
  [schemes.confidentiality, normal],
  [schemes.confidentiality, { code: 'MASQUE_PS', codeSystem: visibility, displayName: 'Masqué aux professionnels' }],
  [
    schemes.confidentiality,
    { code: 'INVISIBLE_PATIENT', codeSystem: visibility, displayName: 'Non visible par le patient' },
  ],
  [
    schemes.format,
    { code: 'http://www.w3.org/2000/09/xmldsig#', codeSystem: 'URN', displayName: 'Default Signature Style' },
  ],
  [schemes.event, { code: '1.2.840.10065.1.12.1.14', codeSystem: '1.2.840.10065.1.12', displayName: 'Source' }],
];

/** The entry that describes the signature of a lot (facts, DMP §5.7). */
export function signatureEntry({ source, at, id, uniqueId }: SignatureEntry, writer: EbrimWriter): Xml {
  const moment = utcInstant(at);
  const { facility, setting } = source.organisation;
  return element(
    'rim:ExtrinsicObject',
    { id, mimeType: 'text/xml', objectType: schemes.documentEntry },
    writer.slot('creationTime', moment),
    writer.slot('languageCode', 'art'),
    writer.slot('legalAuthenticator', person),
    writer.slot('serviceStartTime', moment),
    writer.slot('sourcePatientId', sourcePatientId(source)),
    writer.slot('sourcePatientInfo', ...patientInfo(source)),
    writer.name('Source'),
    writer.slots(id, schemes.author, authorSlots(source, person)),
    ...codes.map(([scheme, code]) => writer.code(id, scheme, code)),
    writer.code(id, schemes.facility, facility),
    writer.code(id, schemes.setting, setting),
    writer.identifier(id, schemes.patient, {
      name: 'XDSDocumentEntry.patientId',
      value: patientId(source, source.planted.has('meta-patient-different')),
    }),
    writer.identifier(id, schemes.uniqueId, { name: 'XDSDocumentEntry.uniqueId', value: uniqueId }),
  );
}
