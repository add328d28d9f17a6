import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** A published test matricule (facts, MSS §11), and its 15-character address. */
export const patient = { matricule: '279035121518989', oid: '1.2.250.1.213.1.4.10' };

/** A right mail without a document (facts, MSS §4); a test breaks it by replacing text. */
export const plainMail = `From: Dr_Alix_TEMOIN_Cabinet <medecin@test.mssante.fr>
To: <confrere@test.mssante.fr>
Message-ID: <1c0e@test.mssante.fr>
Subject: Avis
Date: Mon, 02 Mar 2026 09:15:30 +0100
X-MSS-NIL: 123456
MIME-Version: 1.0
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: 8bit

Cher confrère, votre avis ?
`.replaceAll('\n', '\r\n');

/** A file of a mail. */
export interface MailFile {
  name: string;
  type: string;
  bytes: Buffer;
}

/** A right mail with a document: its archive and its PDF unless told. */
export async function documentMail(files?: MailFile[]): Promise<string> {
  const attached = files ?? [await archiveFile(), pdfFile()];
  const parts = attached.map(({ name, type, bytes }) =>
    [
      `Content-Type: ${type}; name="${name}"`,
      'Content-Transfer-Encoding: base64',
      `Content-Disposition: attachment; filename="${name}"`,
      '',
      bytes.toString('base64').replaceAll(/.{76}/g, '$&\r\n'),
    ].join('\r\n'),
  );
  const head = plainMail
    .replace('Subject: Avis', 'Subject: XDM/1.0/DDM+Lettre de liaison PAT-TROIS DOMINIQUE 28/03/1979')
    .replace('X-MSS-NIL: 123456', 'X-MSS-NIL: 123456\r\nX-MSS-CODECDA: 11490-0\r\nX-MSS-INS: O');
  const [headers = '', text = ''] = head.split('MIME-Version: 1.0\r\n');
  const body = [text, ...parts].map((part) => `--=_b\r\n${part}\r\n`).join('');
  return `${headers}MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="=_b"\r\n\r\n${body}--=_b--\r\n`;
}

/** The archive of a right mail, its files changed by `change` (null: absent). */
export async function archiveFile(change: Record<string, string | Buffer | null> = {}): Promise<MailFile> {
  const files: Record<string, string | Buffer | null> = {
    'README.TXT': 'Émis par le cabinet TEST',
    'INDEX.HTM':
      '<html xmlns="http://www.w3.org/1999/xhtml"><body><a href="README.TXT">lisez-moi</a> <a href="IHE_XDM/SUBSET01/DOC0001.XML">document</a></body></html>',
    'IHE_XDM/SUBSET01/METADATA.XML': metadataOf(rightCda),
    'IHE_XDM/SUBSET01/DOC0001.XML': rightCda,
    ...change,
  };
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) {
    if (content !== null) zip.addBuffer(Buffer.from(content), name, { mtime: new Date(2026, 0, 1) });
  }
  zip.end();
  return { name: 'IHE_XDM.ZIP', type: 'application/zip', bytes: await buffer(zip.outputStream) };
}

/** The readable copy that goes with a right CDA. */
export function pdfFile(name = '20260302_Lettre de liaison_PAT-TROIS_DOMINIQUE_123456.pdf'): MailFile {
  return { name, type: 'application/pdf', bytes: rightPdf };
}

/** What a PDF/A-1 declares, without a page. */
export const rightPdf = Buffer.from(
  `%PDF-1.4
%\u00e2\u00e3\u00cf\u00d3
1 0 obj <</Type/Catalog/Pages 2 0 R/Metadata 3 0 R/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)>>]>> endobj
2 0 obj <</Type/Pages/Kids[]/Count 0>> endobj
3 0 obj <</Type/Metadata/Subtype/XML/Length 278>> stream
<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>
endstream endobj
trailer <</Root 1 0 R/ID[<00><00>]>>
startxref
0
%%EOF
`,
  'latin1',
);

const professional = `<id root="1.2.250.1.71.4.2.1" extension="899900000017"/><code code="G15_10/SM26" codeSystem="1.2.250.1.213.1.1.4.5" displayName="Médecin"/><assignedPerson><name><family>TEMOIN</family><given>Alix</given></name></assignedPerson>`;

const structure = `<id root="1.2.250.1.71.4.2.2" extension="1630000018"/><name>Cabinet TEST</name>`;

/** A right N1 document (facts, DMP §11); a test breaks it by replacing text. */
export const rightCda = `<?xml version="1.0" encoding="UTF-8"?>
<c:ClinicalDocument xmlns:c="urn:hl7-org:v3" xmlns="urn:hl7-org:v3">
<realmCode code="FR"/>
<typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>
<templateId root="2.16.840.1.113883.2.8.2.1"/>
<templateId root="1.2.250.1.213.1.1.1.1"/>
<templateId root="1.3.6.1.4.1.19376.1.2.20"/>
<id root="2.25.123456789012345678901234567890123"/>
<code code="11490-0" displayName="Lettre de liaison à la sortie" codeSystem="2.16.840.1.113883.6.1"/>
<title>Lettre de liaison</title>
<effectiveTime value="20260302091530+0100"/>
<confidentialityCode code="N" codeSystem="2.16.840.1.113883.5.25" displayName="Normal"/>
<languageCode code="fr-FR"/>
<setId root="2.25.1234"/>
<versionNumber value="1"/>
<recordTarget><patientRole>
<id root="${patient.oid}" extension="${patient.matricule}"/>
<id root="1.2.250.1.999.1" extension="IPP0001"/>
<addr nullFlavor="NASK"/><telecom nullFlavor="NASK"/>
<patient><name><family qualifier="BR">PAT-TROIS</family><given>DOMINIQUE ROSE</given><given qualifier="BR">DOMINIQUE</given></name>
<administrativeGenderCode code="F" codeSystem="2.16.840.1.113883.5.1" displayName="Féminin"/>
<birthTime value="19790328"/>
<birthplace><place><addr><county>51215</county></addr></place></birthplace></patient>
</patientRole></recordTarget>
<author><time value="20260302091500+0100"/><assignedAuthor>${professional}<representedOrganization>${structure}</representedOrganization></assignedAuthor></author>
<custodian><assignedCustodian><representedCustodianOrganization>${structure}</representedCustodianOrganization></assignedCustodian></custodian>
<legalAuthenticator><time value="20260302091530+0100"/><signatureCode code="S"/><assignedEntity>${professional}</assignedEntity></legalAuthenticator>
<documentationOf><serviceEvent><effectiveTime><low value="202603020900+0100"/></effectiveTime>
<performer typeCode="PRF"><assignedEntity>${professional}<representedOrganization>${structure}<standardIndustryClassCode code="AMBULATOIRE" codeSystem="1.2.250.1.213.1.1.4.9" displayName="Ambulatoire"/></representedOrganization></assignedEntity></performer>
</serviceEvent></documentationOf>
<componentOf><encompassingEncounter><effectiveTime nullFlavor="UNK"/><location><healthCareFacility><code code="SA07" codeSystem="1.2.250.1.71.4.2.4" displayName="Cabinet individuel"/></healthCareFacility></location></encompassingEncounter></componentOf>
<component><nonXMLBody><text mediaType="application/pdf" representation="B64">${rightPdf.toString('base64')}</text></nonXMLBody></component>
</c:ClinicalDocument>`;

/** The METADATA.XML of an archive that holds that CDA alone, as far as the rules of this folder look at it. */
export function metadataOf(cdaText: string, changes: { uri?: string; hash?: string; size?: string } = {}): string {
  const hash = changes.hash ?? createHash('sha1').update(cdaText).digest('hex');
  const slot = (name: string, value: string): string =>
    `<r:Slot name="${name}"><r:ValueList><r:Value>${value}</r:Value></r:ValueList></r:Slot>`;
  const patientId = (object: string, scheme: string): string =>
    `<r:ExternalIdentifier id="${object}-p" registryObject="${object}" identificationScheme="urn:uuid:${scheme}" value="${patient.matricule}^^^&amp;${patient.oid}&amp;ISO^NH"/>`;
  return `<l:SubmitObjectsRequest xmlns:l="urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0" xmlns:r="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0"><r:RegistryObjectList>
<r:RegistryPackage id="SubmissionSet01">${patientId('SubmissionSet01', '6b5aea1a-874d-4603-a4bc-96a0a7b38446')}</r:RegistryPackage>
<r:ExtrinsicObject id="Document01" mimeType="text/xml" objectType="urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1">${slot('URI', changes.uri ?? 'DOC0001.XML')}${slot('hash', hash)}${slot('size', changes.size ?? String(Buffer.byteLength(cdaText)))}${patientId('Document01', '58a6f841-87b3-4a3e-92fd-a8ffeff98427')}</r:ExtrinsicObject>
</r:RegistryObjectList></l:SubmitObjectsRequest>`;
}

/** An ITI-41 body (MTOM) of that CDA. */
export function deposit(cdaText: string): { body: string; path: string; headers: Array<[string, string]> } {
  const request = metadataOf(cdaText);
  const xml = `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Header/><s:Body><x:ProvideAndRegisterDocumentSetRequest xmlns:x="urn:ihe:iti:xds-b:2007">${request}<x:Document id="Document01"><i:Include xmlns:i="http://www.w3.org/2004/08/xop/include" href="cid:doc%3A1@test"/></x:Document></x:ProvideAndRegisterDocumentSetRequest></s:Body></s:Envelope>`;
  const parts = [
    `Content-Type: application/xop+xml; charset=UTF-8; type="application/soap+xml"\r\nContent-ID: <racine>\r\n\r\n${xml}`,
    `Content-Type: text/xml\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <doc:1@test>\r\n\r\n${cdaText}`,
  ];
  const type =
    'multipart/related; type="application/xop+xml"; start="<racine>"; start-info="application/soap+xml"; boundary="=_m"';
  const body = `${parts.map((part) => `--=_m\r\n${part}\r\n`).join('')}--=_m--\r\n`;
  return { body, path: '/si-dmp-server/v2/services/repository', headers: [['Content-Type', type]] };
}
