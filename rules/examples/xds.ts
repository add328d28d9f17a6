import { createHash } from 'node:crypto';
import { type DmpExchange, dmpEnvelope } from './dmp.ts';
import { patient, rightCda } from './pieces.ts';

const person = '899900000017^TEMOIN^Alix^^^^^^&amp;1.2.250.1.71.4.2.1&amp;ISO^D^^^IDNPS';

const institution = 'Cabinet TEST^^^^^&amp;1.2.250.1.71.4.2.2&amp;ISO^IDNST^^^1630000018';

const specialty = 'G15_10/SM26^Médecin^1.2.250.1.213.1.1.4.5';

const ins = `${patient.matricule}^^^&amp;${patient.oid}&amp;ISO^NH`;

/** A slot of its values. */
export function slot(name: string, ...values: string[]): string {
  const list = values.map((value) => `<r:Value>${value}</r:Value>`).join('');
  return `<r:Slot name="${name}"><r:ValueList>${list}</r:ValueList></r:Slot>`;
}

/** Labels that the header of the right document gives too. */
const labels: Readonly<Record<string, string>> = {
  '11490-0': 'Lettre de liaison à la sortie',
  AMBULATOIRE: 'Ambulatoire',
  SA07: 'Cabinet individuel',
};

/** A classification: code and coding scheme. */
export function classification(scheme: string, code: string, codingScheme: string): string {
  return `<r:Classification id="c-${code}" classificationScheme="urn:uuid:${scheme}" classifiedObject="o" nodeRepresentation="${code}">${slot('codingScheme', codingScheme)}<r:Name><r:LocalizedString value="${labels[code] ?? 'Libellé'}"/></r:Name></r:Classification>`;
}

/** An external identifier. */
export function identifier(scheme: string, value: string): string {
  return `<r:ExternalIdentifier id="e-${scheme.slice(0, 4)}" identificationScheme="urn:uuid:${scheme}" registryObject="o" value="${value}"/>`;
}

function author(scheme: string): string {
  const slots =
    slot('authorPerson', person) + slot('authorSpecialty', specialty) + slot('authorInstitution', institution);
  return `<r:Classification id="c-author" classificationScheme="urn:uuid:${scheme}" classifiedObject="o" nodeRepresentation="">${slots}</r:Classification>`;
}

/** The lot of a right submission. */
export function rightSet(): string {
  return `<r:RegistryPackage id="SubmissionSet01">${slot('submissionTime', '20260302081531')}<r:Name><r:LocalizedString value="Lot"/></r:Name>${author('a7058bb9-b4e4-4307-ba5b-e3f0ab85e12d')}${classification('aa543740-bdda-424e-8c96-df4873be8500', '07', '1.2.250.1.213.2.2')}<r:Classification id="c-node" classifiedObject="SubmissionSet01" classificationNode="urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd"/>${identifier('6b5aea1a-874d-4603-a4bc-96a0a7b38446', ins)}${identifier('554ac39e-e3fe-47fe-b233-965d2a147832', '2.25.99')}${identifier('96fdda7c-d067-4183-912e-bf5ee74998a8', '2.25.500')}</r:RegistryPackage>`;
}

/** The entry of {@link rightCda}. */
export function rightEntry(): string {
  const slots = [
    slot('creationTime', '20260302081530'),
    slot('languageCode', 'fr-FR'),
    slot('legalAuthenticator', person),
    slot('serviceStartTime', '20260302080000'),
    slot('sourcePatientId', 'IPP0001^^^&amp;1.2.250.1.999.1&amp;ISO^PI'),
    slot('sourcePatientInfo', 'PID-5|PAT-TROIS^DOMINIQUE^^^^^L', 'PID-7|19790328', 'PID-8|F'),
  ];
  const classifications = [
    classification('41a5887f-8865-4c09-adf7-e362475b143a', '10', '1.2.250.1.213.1.1.4.1'),
    classification('f4f85eac-e6cb-4883-b524-f2705394840f', 'N', '2.16.840.1.113883.5.25'),
    classification('a09d5840-386c-46f2-b5ad-9c3699a4309d', 'urn:ihe:iti:xds-sd:pdf:2008', '1.3.6.1.4.1.19376.1.2.3'),
    classification('f33fb8ac-18af-42cc-ae0e-ed0b0bdb91e1', 'SA07', '1.2.250.1.71.4.2.4'),
    classification('cccf5598-8b07-4b77-a05e-ae952c785ead', 'AMBULATOIRE', '1.2.250.1.213.1.1.4.9'),
    classification('f0306f51-975f-434e-a61c-c59651d33983', '11490-0', '2.16.840.1.113883.6.1'),
  ];
  const identifiers =
    identifier('58a6f841-87b3-4a3e-92fd-a8ffeff98427', ins) +
    identifier('2e82c1f6-a085-4c72-9da3-8640a32e42ab', '2.25.123456789012345678901234567890123');
  return `<r:ExtrinsicObject id="Document01" mimeType="text/xml" objectType="urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1">${slots.join('')}<r:Name><r:LocalizedString value="Lettre de liaison"/></r:Name>${author('93606bcf-9494-43ec-9b4e-a7748d1a838d')}${classifications.join('')}${identifiers}</r:ExtrinsicObject>`;
}

/** An association of a type by its last word, with its slots. */
export function association(type: string, ends: { source: string; target: string }, slots = ''): string {
  return `<r:Association id="a-${type.slice(type.lastIndexOf(':') + 1)}" associationType="${type}" sourceObject="${ends.source}" targetObject="${ends.target}">${slots}</r:Association>`;
}

/** The lot holds the document. */
export const hasMember = association(
  'urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember',
  { source: 'SubmissionSet01', target: 'Document01' },
  slot('SubmissionSetStatus', 'Original'),
);

/** A `SubmitObjectsRequest` of objects: a right one unless told. */
export function submitObjects(objects = rightSet() + rightEntry() + hasMember): string {
  return `<l:SubmitObjectsRequest xmlns:l="urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0" xmlns:r="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0"><r:RegistryObjectList>${objects}</r:RegistryObjectList></l:SubmitObjectsRequest>`;
}

/** What a test changes of a deposit. */
export interface DepositChanges {
  /** `SubmitObjectsRequest`. */
  request?: string;
  cda?: string;
  vihf?: string;
  /** Changes the envelope. */
  xml?: (right: string) => string;
  /** Changes the whole body. */
  mime?: (right: string) => string;
  contentType?: string;
}

/** An exchange that deposits a document by ITI-41. */
export function depositExchange(changes: DepositChanges = {}): DmpExchange {
  const { request = submitObjects(), cda = rightCda, vihf } = changes;
  const include = '<i:Include xmlns:i="http://www.w3.org/2004/08/xop/include" href="cid:doc%3A1@test"/>';
  const body = `<x:ProvideAndRegisterDocumentSetRequest xmlns:x="urn:ihe:iti:xds-b:2007">${request}<x:Document id="Document01">${include}</x:Document></x:ProvideAndRegisterDocumentSetRequest>`;
  const action = 'urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b';
  const right = dmpEnvelope({ action, body, ...(vihf === undefined ? {} : { vihf }) });
  const parts = [
    `Content-Type: application/xop+xml; charset=UTF-8; type="application/soap+xml"\r\nContent-ID: <racine>\r\n\r\n${changes.xml?.(right) ?? right}`,
    `Content-Type: text/xml\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <doc:1@test>\r\n\r\n${cda}`,
  ];
  const mime = `${parts.map((part) => `--=_m\r\n${part}\r\n`).join('')}--=_m--\r\n`;
  return {
    body: changes.mime?.(mime) ?? mime,
    path: 'repository',
    contentType:
      changes.contentType ??
      'multipart/related; type="application/xop+xml"; start="<racine>"; start-info="application/soap+xml"; boundary="=_m"',
  };
}

/** Size and hash of a document, as slots. */
export function fingerprint(cda: string, changes: { hash?: string; size?: string } = {}): string {
  const { hash = createHash('sha1').update(cda).digest('hex'), size = String(Buffer.byteLength(cda)) } = changes;
  return slot('hash', hash) + slot('size', size);
}
