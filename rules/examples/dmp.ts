import { patient } from './pieces.ts';

/** The patient of the documents of the tests. */
export const testIns = patient;

/** Who acts in the tests. */
export const testActor = { id: '899900000017', structure: '1630000018' } as const;

const saml = 'urn:oasis:names:tc:SAML:2.0:assertion';

/** A VIHF whose attribute values a test may change; null takes an attribute away. */
export interface VihfChanges {
  id?: string;
  issued?: string;
  issuer?: string;
  format?: string;
  nameId?: string;
  login?: string;
  /** Goes after the AuthnContextClassRef. */
  declaration?: string;
  conditions?: string;
  attributes?: Record<string, string | null>;
}

/**
 * A right VIHF (facts, DMP §3), in canonical form, `<!--signature-->` where its signature goes: see `signCanonical`.
 */
export function vihfXml(changes: VihfChanges = {}): string {
  const { id = '_v1', issued = '2026-03-02T09:15:28.000Z', login = '2026-03-02T08:00:00Z', conditions = '' } = changes;
  const { issuer = `CN=CACHET TEST,OU=${testActor.structure},O=TEST PROBANT,C=FR`, nameId = testActor.id } = changes;
  const { format = 'urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName', declaration = '' } = changes;
  const attributes = Object.entries({ ...rightAttributes, ...changes.attributes }).map(([name, value]) =>
    value === null ? '' : `<s:Attribute Name="${name}">${values(value)}</s:Attribute>`,
  );
  return (
    `<s:Assertion xmlns:s="${saml}" ID="${id}" IssueInstant="${issued}" Version="2.0">` +
    `<s:Issuer Format="${format}">${issuer}</s:Issuer><!--signature-->` +
    `<s:Subject><s:NameID>${nameId}</s:NameID></s:Subject>${conditions}<s:AuthnStatement AuthnInstant="${login}">` +
    '<s:AuthnContext><s:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</s:AuthnContextClassRef>' +
    `${declaration}</s:AuthnContext></s:AuthnStatement>` +
    `<s:AttributeStatement>${attributes.join('')}</s:AttributeStatement></s:Assertion>`
  );
}

/** Values separated by a bar, each of its own AttributeValue. */
function values(text: string): string {
  return text
    .split('|')
    .map((value) => `<s:AttributeValue>${value}</s:AttributeValue>`)
    .join('');
}

/** An HL7 coded value, in canonical form. */
export function coded(element: string, code: string, codeSystem: string): string {
  return `<${element} xmlns="urn:hl7-org:v3" code="${code}" codeSystem="${codeSystem}" displayName="Libellé"></${element}>`;
}

const rightAttributes: Record<string, string> = {
  Identifiant_Structure: testActor.structure,
  Secteur_Activite: 'SA07^1.2.250.1.71.4.2.4',
  'urn:oasis:names:tc:xspa:1.0:subject:subject-id': 'TÉMOIN Alix',
  'urn:oasis:names:tc:xacml:2.0:subject:role': `${coded('Role', '10', '1.2.250.1.71.1.2.7')}|${coded('Role', 'SM26', '1.2.250.1.71.4.2.5')}`,
  VIHF_Version: '3.0',
  Authentification_Mode: 'INDIRECTE',
  'urn:oasis:names:tc:xacml:2.0:resource:resource-id': `${testIns.matricule}^^^&amp;${testIns.oid}&amp;ISO^NH`,
  Ressource_URN: 'urn:dmp',
  'urn:oasis:names:tc:xspa:1.0:subject:purposeofuse': coded('PurposeOfUse', 'normal', '1.2.250.1.213.1.1.4.248'),
  LPS_Nom: 'Cabinet Témoin',
  LPS_Version: '1.0',
  LPS_ID_HOMOLOGATION_DMP: 'TEST-0000',
};

/** What a test changes of an envelope. */
export interface EnvelopeChanges {
  action?: string;
  vihf?: string;
  body?: string;
  namespace?: string;
  /** What stands before wsse:Security in the header, in place of WS-Addressing. */
  addressing?: string;
}

/** A right SOAP request, TD0.2 unless told. */
export function dmpEnvelope(changes: EnvelopeChanges = {}): string {
  const { action = 'urn:hl7-org:v3:PRPA_IN201307UV02', vihf = vihfXml(), body = existence() } = changes;
  const { namespace = 'http://www.w3.org/2003/05/soap-envelope' } = changes;
  const addressing =
    changes.addressing ??
    `<w:MessageID>urn:uuid:0b6f4648-f2e9-4a06-94fd-c563a8070001</w:MessageID><w:To/><w:ReplyTo mustUnderstand="true">` +
      `<w:Address>http://www.w3.org/2005/08/addressing/anonymous</w:Address></w:ReplyTo><w:Action>${action}</w:Action>`;
  return (
    `<e:Envelope xmlns:e="${namespace}" xmlns:w="http://www.w3.org/2005/08/addressing"><e:Header>${addressing}` +
    '<x:Security xmlns:x="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd">' +
    `${vihf}</x:Security></e:Header><e:Body>${body}</e:Body></e:Envelope>`
  );
}

/** Body of TD0.2 for a patient. */
export function existence({ matricule, oid }: { matricule: string; oid: string } = testIns): string {
  return (
    '<PRPA_IN201307UV02 xmlns="urn:hl7-org:v3" ITSVersion="XML_1.0"><id root="2.25.9.10" extension="1"/>' +
    '<creationTime value="20260302091528"/><interactionId root="2.16.840.1.113883.1.6" extension="PRPA_IN201307UV02"/>' +
    '<processingCode code="D"/><processingModeCode code="T"/><acceptAckCode code="AL"/>' +
    '<receiver><device><id root="1.2.250.1.213.4.1.1.1"/></device></receiver>' +
    '<sender><device><id root="2.25.99"/></device></sender><controlActProcess>' +
    '<reasonCode code="TEST_EXST" codeSystem="1.2.250.1.213.1.1.4.11"/><queryByParameter>' +
    '<queryId root="2.25.9.11" extension="1"/><statusCode code="new"/><parameterList><patientIdentifier>' +
    `<value root="${oid}" extension="${matricule}"/><semanticsText>Patient.id</semanticsText>` +
    '</patientIdentifier></parameterList></queryByParameter></controlActProcess></PRPA_IN201307UV02>'
  );
}

/** What a test changes of an exchange with the DMP. */
export interface DmpExchange {
  body?: string | Buffer;
  response?: string | Buffer;
  status?: number;
  path?: string;
  contentType?: string;
  at?: string;
  attribution?: 'personne' | 'autre' | 'inconnue';
  tls?: Record<string, unknown> | null;
  /** The handshake led to no request. */
  refused?: boolean;
}

const regrep = 'urn:oasis:names:tc:ebxml-regrep';

/** Body of TD3.1, FindDocuments. */
export function search(): string {
  const slot = (name: string, value: string): string =>
    `<r:Slot name="${name}"><r:ValueList><r:Value>${value}</r:Value></r:ValueList></r:Slot>`;
  return (
    `<q:AdhocQueryRequest xmlns:q="${regrep}:xsd:query:3.0" xmlns:r="${regrep}:xsd:rim:3.0">` +
    '<q:ResponseOption returnComposedObjects="true" returnType="LeafClass"/>' +
    '<r:AdhocQuery id="urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d">' +
    slot('$XDSDocumentEntryPatientId', `'${testIns.matricule}^^^&amp;${testIns.oid}&amp;ISO^NH'`) +
    slot('$XDSDocumentEntryStatus', `('${regrep}:StatusType:Approved')`) +
    `${slot('$XDSDocumentEntryServiceStartTimeFrom', '20240302000000')}</r:AdhocQuery></q:AdhocQueryRequest>`
  );
}

/** Body of TD3.2 for the document `2.25.1`. */
export function retrieval(): string {
  return (
    '<x:RetrieveDocumentSetRequest xmlns:x="urn:ihe:iti:xds-b:2007"><x:DocumentRequest>' +
    '<x:RepositoryUniqueId>1.2.250.1.213.4.1.1.1.2</x:RepositoryUniqueId>' +
    '<x:DocumentUniqueId>2.25.1</x:DocumentUniqueId></x:DocumentRequest></x:RetrieveDocumentSetRequest>'
  );
}
