import { createPrivateKey, X509Certificate } from 'node:crypto';
import { drawPerson, type TestPerson } from '../../core/index.ts';
import { signCanonical, type TestSigner } from '../../core/testing.ts';

/** The structure and the physician of DMP tests; both invented. */
export const structure = '1630000018';
export const physician = '899900000017';

/** The patient of DMP tests. */
export const dmpPerson = drawPerson({ seed: 'dmp' }, 'DMP');

/** PEM of a certificate and its key. */
export interface Pem {
  cert: string;
  key: string;
}

/** What a test puts in a VIHF. */
export interface VihfParts {
  id?: string;
  issueInstant?: string;
  issuer?: string;
  nameId?: string;
  mode?: string;
  declaration?: string;
  /** Content of the attributes that differ, by name; null leaves one out. */
  attributes?: Readonly<Record<string, string | null>>;
  conditions?: string;
}

/** A role, as an attribute of a VIHF holds it. */
export function role(code: string, system: string, label: string): string {
  return `<Role xmlns="urn:hl7-org:v3" code="${code}" codeSystem="${system}" displayName="${label}"></Role>`;
}

/** Content of a role attribute. */
export const roles = {
  physician: [role('10', '1.2.250.1.71.1.2.7', 'Médecin'), role('SM26', '1.2.250.1.71.4.2.5', 'Médecine générale')],
  withoutSpeciality: [role('10', '1.2.250.1.71.1.2.7', 'Médecin')],
};

/** Writes `<INS>^^^&<OID>&ISO^NH`. */
export function cx({ matricule, cle, oid }: Pick<TestPerson, 'matricule' | 'cle' | 'oid'>): string {
  return `${matricule}${cle}^^^&amp;${oid}&amp;ISO^NH`;
}

/** Name of the attribute of the access mode. */
export const purposeName = 'urn:oasis:names:tc:xspa:1.0:subject:purposeofuse';

/** An access mode, as an attribute holds it. */
export function purpose(code: string): string {
  return `<PurposeOfUse xmlns="urn:hl7-org:v3" code="${code}" codeSystem="1.2.250.1.213.1.1.4.248"></PurposeOfUse>`;
}

/** A VIHF, right unless its parts say otherwise; in canonical form, so that it can be signed as it stands. */
export function vihf(parts: VihfParts = {}): string {
  const { id = '_vihf', issueInstant = new Date().toISOString(), mode = 'INDIRECTE', nameId = physician } = parts;
  const attributes: Record<string, string | readonly string[] | null> = {
    VIHF_Version: '3.0',
    Authentification_mode: mode,
    Identifiant_Structure: structure,
    Secteur_Activite: 'SA07^1.2.250.1.71.4.2.4',
    'urn:oasis:names:tc:xacml:2.0:subject:role': roles.physician,
    'urn:oasis:names:tc:xacml:2.0:resource:resource-id': cx(dmpPerson),
    Ressource_URN: 'urn:dmp',
    [purposeName]: purpose('normal'),
    'urn:oasis:names:tc:xspa:1.0:subject:subject-id': 'TÉMOIN Alix',
    LPS_Nom: 'LPS TEST',
    LPS_ID_HOMOLOGATION_DMP: 'TEST-0000',
    // Whoever breaks the glass says why.
    ...(parts.attributes?.[purposeName]?.includes('bris_de_glace') === true ? { Mode_Acces_Raison: 'Urgence' } : {}),
    ...parts.attributes,
  };
  const declaration = parts.declaration ?? (mode === 'INDIRECTE_RENFORCEE' ? 'CONF_EXI_PGSSIS' : '');
  return (
    `<saml2:Assertion xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion" ID="${id}" IssueInstant="${issueInstant}" Version="2.0">` +
    '<saml2:Issuer Format="urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName">' +
    `${parts.issuer ?? `CN=CACHET,OU=${structure},O=TEST PROBANT,C=FR`}</saml2:Issuer><!--signature-->` +
    `<saml2:Subject><saml2:NameID>${nameId}</saml2:NameID></saml2:Subject>${parts.conditions ?? ''}` +
    `<saml2:AuthnStatement AuthnInstant="${issueInstant}"><saml2:AuthnContext>` +
    '<saml2:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml2:AuthnContextClassRef>' +
    (declaration === '' ? '' : `<saml2:AuthnContextDecl>${declaration}</saml2:AuthnContextDecl>`) +
    '</saml2:AuthnContext></saml2:AuthnStatement><saml2:AttributeStatement>' +
    Object.entries(attributes).map(attributeXml).join('') +
    '</saml2:AttributeStatement></saml2:Assertion>'
  );
}

function attributeXml([name, values]: [string, string | readonly string[] | null]): string {
  if (values === null) return '';
  const list = [values].flat().map((value) => `<saml2:AttributeValue>${value}</saml2:AttributeValue>`);
  return `<saml2:Attribute Name="${name}">${list.join('')}</saml2:Attribute>`;
}

/** Signs a VIHF. */
export function signedVihf(pem: Pem, parts: VihfParts = {}): string {
  return signCanonical(vihf(parts), parts.id ?? '_vihf', signerOf(pem));
}

/** What signs with a certificate and its key. */
export function signerOf({ cert, key }: Pem): TestSigner {
  const certificate = new X509Certificate(cert).raw.toString('base64');
  return { certificate, key: createPrivateKey(key), keyPem: key };
}

/** Puts a body and a VIHF in an envelope. */
export function envelope(body: string, assertion: string = vihf()): string {
  return (
    '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing"><s:Header>' +
    '<a:MessageID>urn:uuid:essai</a:MessageID>' +
    `<w:Security xmlns:w="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd">${assertion}</w:Security>` +
    `</s:Header><s:Body>${body}</s:Body></s:Envelope>`
  );
}

/** TD0.2. */
export function existenceBody(person: TestPerson = dmpPerson): string {
  const { matricule, cle, oid } = person;
  return (
    '<PRPA_IN201307UV02 xmlns="urn:hl7-org:v3"><id root="2.25.1" extension="1"/><controlActProcess>' +
    '<reasonCode code="TEST_EXST"/><queryByParameter><queryId root="2.25.2" extension="2"/><parameterList><patientIdentifier>' +
    `<value root="${oid}" extension="${matricule}${cle}"/></patientIdentifier></parameterList></queryByParameter>` +
    '</controlActProcess></PRPA_IN201307UV02>'
  );
}

/** TD0.3. */
export function authorizationBody(action: string, more = ''): string {
  return `<setAuthorization xmlns="urn:si-dmp-habilitations"><action>${action}</action>${more}</setAuthorization>`;
}

/** What a test puts in a document's metadata. */
export interface DocumentParts {
  id?: string;
  uniqueId?: string;
  person?: Pick<TestPerson, 'matricule' | 'cle' | 'oid'>;
  confidentialities?: readonly string[];
  typeCode?: string;
  author?: string;
  institution?: string;
  /** Attributes of the ExtrinsicObject, such as `lid`. */
  attributes?: string;
  /** Replaces slots by name; null leaves one out. */
  slots?: Readonly<Record<string, string | null>>;
}

const slot = (name: string, ...values: string[]): string =>
  `<r:Slot name="${name}"><r:ValueList>${values.map((value) => `<r:Value>${value}</r:Value>`).join('')}</r:ValueList></r:Slot>`;

const named = (value: string): string =>
  `<r:Name><r:LocalizedString charset="UTF8" xml:lang="FR" value="${value}"/></r:Name>`;

/** Nomenclatures of the codes, by the start of their classification scheme, or by the code itself. */
const systems: Readonly<Record<string, string>> = {
  '41a5887f': '1.2.250.1.213.1.1.4.1',
  f4f85eac: '2.16.840.1.113883.5.25',
  a09d5840: '1.3.6.1.4.1.19376.1.2.3',
  f33fb8ac: '1.2.250.1.71.4.2.4',
  cccf5598: '1.2.250.1.213.1.1.4.9',
  f0306f51: '2.16.840.1.113883.6.1',
  aa543740: '1.2.250.1.213.2.2',
  MASQUE_PS: '1.2.250.1.213.1.1.4.13',
  INVISIBLE_PATIENT: '1.2.250.1.213.1.1.4.13',
  INVISIBLE_REPRESENTANTS_LEGAUX: '1.2.250.1.213.1.1.4.13',
};

const coded = (scheme: string, code: string): string =>
  slot('codingScheme', systems[code] ?? systems[scheme.slice(0, 8)] ?? '2.25.7') + named('x');

const classification = (scheme: string, code: string, content = coded(scheme, code)): string =>
  `<r:Classification classificationScheme="urn:uuid:${scheme}" nodeRepresentation="${code}">${content}</r:Classification>`;

const identifier = (scheme: string, value: string): string =>
  `<r:ExternalIdentifier identificationScheme="urn:uuid:${scheme}" value="${value}"/>`;

function authorSlots({ author = physician, institution = structure }: DocumentParts): string {
  return (
    slot('authorPerson', `${author}^TÉMOIN^Alix^^^^^^&amp;1.2.250.1.71.4.2.1&amp;ISO^D^^^IDNPS`) +
    slot('authorInstitution', `CABINET^^^^^&amp;1.2.250.1.71.4.2.2&amp;ISO^IDNST^^^${institution}`)
  );
}

/** An ExtrinsicObject. */
export function documentXml(parts: DocumentParts = {}): string {
  const { id = 'Document01', uniqueId = '2.25.100', person = dmpPerson, confidentialities = ['N'] } = parts;
  const slots: Record<string, string | null> = {
    creationTime: '20260310091500',
    languageCode: 'fr-FR',
    legalAuthenticator: `${physician}^TÉMOIN^Alix^^^^^^&amp;1.2.250.1.71.4.2.1&amp;ISO^D^^^IDNPS`,
    serviceStartTime: '20260310083000',
    sourcePatientId: cx(person),
    ...parts.slots,
  };
  return (
    `<r:ExtrinsicObject id="${id}" mimeType="text/xml" objectType="urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1" ${parts.attributes ?? ''}>` +
    Object.entries(slots)
      .map(([name, value]) => (value === null ? '' : slot(name, value)))
      .join('') +
    slot('sourcePatientInfo', `PID-5|${dmpPerson.nomNaissance}^${dmpPerson.prenom}^^^^^L`, 'PID-8|F') +
    named('Compte rendu') +
    classification('93606bcf-9494-43ec-9b4e-a7748d1a838d', '', authorSlots(parts)) +
    classification('41a5887f-8865-4c09-adf7-e362475b143a', '10') +
    confidentialities.map((code) => classification('f4f85eac-e6cb-4883-b524-f2705394840f', code)).join('') +
    classification('a09d5840-386c-46f2-b5ad-9c3699a4309d', 'urn:ihe:iti:xds-sd:pdf:2008') +
    classification('f33fb8ac-18af-42cc-ae0e-ed0b0bdb91e1', 'SA07') +
    classification('cccf5598-8b07-4b77-a05e-ae952c785ead', 'AMBULATOIRE') +
    classification('f0306f51-975f-434e-a61c-c59651d33983', parts.typeCode ?? '11488-4') +
    identifier('58a6f841-87b3-4a3e-92fd-a8ffeff98427', cx(person)) +
    identifier('2e82c1f6-a085-4c72-9da3-8640a32e42ab', uniqueId) +
    '</r:ExtrinsicObject>'
  );
}

/** An association of the lot, or of one of its documents. */
export function associationXml(link: {
  type: string;
  source?: string;
  target: string;
  slots?: Readonly<Record<string, string>>;
}): string {
  const content = Object.entries(link.slots ?? {}).map(([name, value]) => slot(name, value));
  const ends = `sourceObject="${link.source ?? 'SubmissionSet01'}" targetObject="${link.target}"`;
  return `<r:Association id="a-${link.target}" associationType="${link.type}" ${ends}>${content.join('')}</r:Association>`;
}

/** HasMember of a document of the lot. */
export function member(target = 'Document01', slots: Readonly<Record<string, string>> = {}): string {
  const type = 'urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember';
  return associationXml({ type, target, slots: { SubmissionSetStatus: 'Original', ...slots } });
}

/** RPLC of the document of an entryUUID. */
export function replaces(target: string): string {
  return associationXml({ type: 'urn:ihe:iti:2007:AssociationType:RPLC', source: 'Document01', target });
}

/** A change of status. */
export function changesStatus(target: string, from: string, to: string): string {
  const type = 'urn:ihe:iti:2010:AssociationType:UpdateAvailabilityStatus';
  return associationXml({ type, target, slots: { OriginalStatus: from, NewStatus: to } });
}

let lots = 0;

/** A `lcm:SubmitObjectsRequest`: the lot, then `objects`. */
export function submission(objects: string, parts: DocumentParts & { lotId?: string } = {}): string {
  const person = parts.person ?? dmpPerson;
  lots += 1;
  return (
    '<l:SubmitObjectsRequest xmlns:l="urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0" xmlns:r="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0">' +
    `<r:RegistryObjectList><r:RegistryPackage id="SubmissionSet01">${slot('submissionTime', '20260310091700')}` +
    classification('a7058bb9-b4e4-4307-ba5b-e3f0ab85e12d', '', authorSlots(parts)) +
    classification('aa543740-bdda-424e-8c96-df4873be8500', '07') +
    '<r:Classification classificationNode="urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd"/>' +
    identifier('6b5aea1a-874d-4603-a4bc-96a0a7b38446', cx(person)) +
    identifier('554ac39e-e3fe-47fe-b233-965d2a147832', '2.25.9') +
    identifier('96fdda7c-d067-4183-912e-bf5ee74998a8', parts.lotId ?? `2.25.5.${lots}`) +
    `</r:RegistryPackage>${objects}</r:RegistryObjectList></l:SubmitObjectsRequest>`
  );
}

/** TD2.1: a lot and where its documents are, by id. */
export function depositBody(
  lot: string,
  documents: Readonly<Record<string, string>> = { Document01: 'cid:doc@lps' },
): string {
  const parts = Object.entries(documents).map(
    ([id, href]) =>
      `<x:Document id="${id}"><o:Include xmlns:o="http://www.w3.org/2004/08/xop/include" href="${href}"/></x:Document>`,
  );
  return `<x:ProvideAndRegisterDocumentSetRequest xmlns:x="urn:ihe:iti:xds-b:2007">${lot}${parts.join('')}</x:ProvideAndRegisterDocumentSetRequest>`;
}

/** TD3.1: parameters by name. */
export function queryBody(id: string, parameters: Readonly<Record<string, string>>): string {
  const slots = Object.entries(parameters).map(([name, value]) => slot(`$${name}`, value));
  return (
    '<q:AdhocQueryRequest xmlns:q="urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0" xmlns:r="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0">' +
    `<q:ResponseOption returnComposedObjects="true" returnType="LeafClass"/><r:AdhocQuery id="urn:uuid:${id}">${slots.join('')}</r:AdhocQuery></q:AdhocQueryRequest>`
  );
}

/** TD3.2. */
export function retrieveBody(uniqueId: string, repository = '1.2.250.1.213.4.1.1.1.2'): string {
  return (
    '<x:RetrieveDocumentSetRequest xmlns:x="urn:ihe:iti:xds-b:2007"><x:DocumentRequest>' +
    `<x:RepositoryUniqueId>${repository}</x:RepositoryUniqueId><x:DocumentUniqueId>${uniqueId}</x:DocumentUniqueId>` +
    '</x:DocumentRequest></x:RetrieveDocumentSetRequest>'
  );
}

/** A document of the test person; `version` is what stands between its id and its patient (setId, versionNumber…). */
export function cda(uniqueId = '2.25.100', person: TestPerson = dmpPerson, version = ''): string {
  return (
    `<ClinicalDocument xmlns="urn:hl7-org:v3"><id root="${uniqueId}"/>${version}<recordTarget><patientRole>` +
    `<id root="${person.oid}" extension="${person.matricule}${person.cle}"/><patient><name><family qualifier="BR">${person.nomNaissance}</family>` +
    '</name></patient></patientRole></recordTarget></ClinicalDocument>'
  );
}

/** A MTOM package, and the media type that announces it. */
export interface MtomMessage {
  type: string;
  body: string;
}

/** Packs an envelope and its documents, by Content-ID. */
export function mtom(root: string, documents: Readonly<Record<string, string>> = { 'doc@lps': cda() }): MtomMessage {
  const part = (type: string, id: string, content: string): string =>
    `--limite\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <${id}>\r\n\r\n${content}\r\n`;
  const parts = Object.entries(documents).map(([id, content]) => part('text/xml', id, content));
  const xop = 'application/xop+xml; charset=UTF-8; type="application/soap+xml"';
  return {
    type: 'multipart/related; type="application/xop+xml"; boundary="limite"; start="<racine@lps>"; start-info="application/soap+xml"',
    body: `${part(xop, 'racine@lps', root)}${parts.join('')}--limite--\r\n`,
  };
}
