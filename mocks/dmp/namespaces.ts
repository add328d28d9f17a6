/** Namespaces of DMP messages (facts, DMP §2 to §6), by the prefix used in paths here. */
export const dmpNamespaces = {
  soap: 'http://www.w3.org/2003/05/soap-envelope',
  soap11: 'http://schemas.xmlsoap.org/soap/envelope/',
  wsa: 'http://www.w3.org/2005/08/addressing',
  wsse: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd',
  saml: 'urn:oasis:names:tc:SAML:2.0:assertion',
  hl7: 'urn:hl7-org:v3',
  hab: 'urn:si-dmp-habilitations',
  pat: 'urn:si-dmp-patients',
  xds: 'urn:ihe:iti:xds-b:2007',
  rim: 'urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0',
  rs: 'urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0',
  lcm: 'urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0',
  query: 'urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0',
  xop: 'http://www.w3.org/2004/08/xop/include',
  // What no public text describes.
  probant: 'urn:probant:dmp',
} as const;

/** Media type of an answer that is not multipart. */
export const soapMediaType = 'application/soap+xml; charset=utf-8';

/** Identifiers of the DMP itself (facts, DMP §4, §5.2). */
export const dmpOids = {
  application: '1.2.250.1.213.4.1.1.1',
  repository: '1.2.250.1.213.4.1.1.1.2',
} as const;

/** Availability of a document (facts, DMP §5.2). */
export const statuses = {
  approved: 'urn:oasis:names:tc:ebxml-regrep:StatusType:Approved',
  deprecated: 'urn:oasis:names:tc:ebxml-regrep:StatusType:Deprecated',
  archived: 'urn:asip:ci-sis:2010:StatusType:Archived',
  deleted: 'urn:asip:ci-sis:2010:StatusType:Deleted',
} as const;

export type DocumentStatus = (typeof statuses)[keyof typeof statuses];

/** Classification schemes and identification schemes of ebRIM (facts, DMP §5.2, §5.3). */
export const schemes = {
  document: {
    objectType: 'urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1',
    author: 'urn:uuid:93606bcf-9494-43ec-9b4e-a7748d1a838d',
    class: 'urn:uuid:41a5887f-8865-4c09-adf7-e362475b143a',
    type: 'urn:uuid:f0306f51-975f-434e-a61c-c59651d33983',
    confidentiality: 'urn:uuid:f4f85eac-e6cb-4883-b524-f2705394840f',
    format: 'urn:uuid:a09d5840-386c-46f2-b5ad-9c3699a4309d',
    facility: 'urn:uuid:f33fb8ac-18af-42cc-ae0e-ed0b0bdb91e1',
    practice: 'urn:uuid:cccf5598-8b07-4b77-a05e-ae952c785ead',
    event: 'urn:uuid:2c6b8cb7-8b2a-4051-b291-b1ae6a575ef4',
    patientId: 'urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427',
    uniqueId: 'urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab',
  },
  lot: {
    node: 'urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd',
    author: 'urn:uuid:a7058bb9-b4e4-4307-ba5b-e3f0ab85e12d',
    contentType: 'urn:uuid:aa543740-bdda-424e-8c96-df4873be8500',
    patientId: 'urn:uuid:6b5aea1a-874d-4603-a4bc-96a0a7b38446',
    sourceId: 'urn:uuid:554ac39e-e3fe-47fe-b233-965d2a147832',
    uniqueId: 'urn:uuid:96fdda7c-d067-4183-912e-bf5ee74998a8',
  },
} as const;

/** Types of associations (facts, DMP §5.1, §6.3). */
export const associationTypes = {
  hasMember: 'urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember',
  replaces: 'urn:ihe:iti:2007:AssociationType:RPLC',
  signs: 'urn:ihe:iti:2007:AssociationType:signs',
  updateStatus: 'urn:ihe:iti:2010:AssociationType:UpdateAvailabilityStatus',
} as const;

/** Class of the object that signs a lot (facts, DMP §5.7). */
export const signatureClass = 'urn:oid:1.3.6.1.4.1.19376.1.2.1.1.1';
