/** The INS of the tests: a published one (facts, MSS §11). */
const ins = '279035121518989^^^ASIP-SANTE-INS-NIR&1.2.250.1.213.1.4.10&ISO^INS';

const pid = `PID|1||0042^^^CABINET&1.2.250.1.213.9.1&ISO^PI~${ins}||PAT-TROIS^DOMINIQUE^DOMINIQUE^^^^L||19790328|F|||^^^^^^H~^^^^^^BDL^^63220|||||||24000006^^^CABINET^AN||||||||||||||VALI`;

const pv1 = 'PV1|1|I|||||||||||||||||V-7^^^CABINET^VN';

/** The document of the tests: what rules of a message look at in it. */
export function cdaText({ extension = '', parent = '' } = {}): string {
  const id =
    extension === '' ? '<id root="1.2.250.1.213.9.2.7"/>' : `<id root="1.2.250.1.213.9.2" extension="${extension}"/>`;
  const related =
    parent === ''
      ? ''
      : `<relatedDocument typeCode="RPLC"><parentDocument><id root="${parent}"/></parentDocument></relatedDocument>`;
  return (
    `<?xml version="1.0" encoding="UTF-8"?><ClinicalDocument xmlns="urn:hl7-org:v3">${id}` +
    '<code code="18748-4" codeSystem="2.16.840.1.113883.6.1"/><recordTarget><patientRole>' +
    '<id root="1.2.250.1.213.1.4.10" extension="279035121518989"/><id root="1.2.250.1.213.9.1" extension="0042"/>' +
    '<patient><name><given qualifier="BR">Dominique</given><family qualifier="BR">PAT-TROIS</family></name>' +
    '<administrativeGenderCode code="F" codeSystem="2.16.840.1.113883.5.1"/><birthTime value="19790328"/></patient>' +
    `</patientRole></recordTarget>${related}</ClinicalDocument>`
  );
}

const metadata = (type: 'CE' | 'CWE'): string[] =>
  [
    ['MASQUE_PS', 'N'],
    ['INVISIBLE_PATIENT', 'N'],
    ['INVISIBLE_REP_LEGAUX', 'N'],
    ['CONNEXION_SECRETE', 'N'],
    ['MODIF_CONF_CODE', 'N'],
    ['DESTDMP', 'Y'],
    ['DESTMSSANTEPS', 'Y'],
    ['DESTMSSANTEPAT', 'Y'],
    ['ACK_RECEPTION', 'Y'],
    ['ACK_LECTURE_MSS', 'N'],
  ].map(
    ([code, value], i) => `OBX|${i + 2}|${type}|${code}^Libellé^MetaDMPMSS||${value}^^expandedYes-NoIndicator||||||F`,
  );

const participations = [
  'PRT||UC||SB^Send by^participation|899900000017^TEMOIN^Alix^^^^^^ASIP-SANTE-PS&1.2.250.1.71.4.2.1&ISO^D^^^RPPS|||Cabinet^^^^^ASIP-SANTE-ST&1.2.250.1.71.4.2.2&ISO^FINEG^^^630000018',
  'PRT||UC||RCT^Results Copies To^participation|899900000025^CONFRERE^Lou^^^^^^ASIP-SANTE-PS&1.2.250.1.71.4.2.1&ISO^D^^^RPPS||||||||||^^X.400^confrere@test.mssante.fr',
  'PRT||UC||RCT^Results Copies To^participation|||||||||||^^X.400^279035121518989@patient.mssante.fr',
  'PRT||UC||REPLY^Reply to^participation|||||||||||^^X.400^secretariat@test.mssante.fr',
];

function encoded(cda: string): string {
  return Buffer.from(cda).toString('base64');
}

/** Lines of a message, ended as the standard wants. */
export function er7(...lines: string[]): string {
  return `${lines.join('\r')}\r`;
}

/** A right MDM that transmits a document (volet CI-SIS). */
export function mdm({ cda = cdaText(), event = 'T02', order = 'NW', status = 'F', parent = '' } = {}): string {
  return er7(
    `MSH|^~\\&|DPI|CABINET|PFI|CABINET|202603020915||MDM^${event}^MDM_T02|M-1|T|2.6|||||FRA|UNICODE UTF-8|||2.1^CISIS_CDA_HL7_V2`,
    'EVN||202603020915',
    pid,
    pv1,
    `ORC|${order}`,
    'OBR|1|||18748-4^CR d’imagerie médicale^LN',
    `TXA|1|18748-4|TEXT|202603020915||||||||1.2.250.1.213.9.2.7|${parent}||||AU`,
    `OBX|1|ED|18748-4^CR d’imagerie médicale^LN||^text^XML^Base64^${encoded(cda)}||||||${status}`,
    ...participations,
    ...metadata('CWE'),
    'OBX|12|ED|CORPSMAIL_PS^Corps du mail pour un PS^MetaDMPMSS||^text^^Base64^Qm9uam91cg==||||||F',
  );
}

/** A right MDM of a document that the patient is not to answer. */
export function unanswerable(): string {
  return mdm().replace(/OBX[^\r]*DESTMSSANTEPAT.*?\r/, '$&NTE|1|||FIN\r');
}

/** A right MDM that replaces a document. */
export function replacement(): string {
  const parent = '1.2.250.1.213.9.2.6';
  return mdm({ cda: cdaText({ parent }), event: 'T10', order: 'RO', status: 'C', parent });
}

/** A right ORU that transmits a document. */
export function oru(): string {
  return er7(
    'MSH|^~\\&|SIL|LABO|PFI|LABO|202603020915||ORU^R01^ORU_R01|O-1|T|2.5|||||FRA|UNICODE UTF-8|||2.1^CISIS_CDA_HL7_V2',
    pid,
    pv1,
    'ORC|NW',
    'OBR|1|||18748-4^CR d’imagerie médicale^LN',
    `OBX|1|ED|18748-4^CR d’imagerie médicale^LN||^TEXT^XML^Base64^${encoded(cdaText())}||||||F`,
    ...participations,
    ...metadata('CE'),
  );
}

/** A right message of the PFI to the LPS. */
export function towardsLps(): string {
  return er7(
    'MSH|^~\\&|PFI|CHU|DPI|CHU|202603020915||MDM^T02^MDM_T02|L-1|T|2.6|||||FRA|UNICODE UTF-8|||1.1^CISIS_CDA_HL7_LPS',
    'EVN||202603020915',
    pid,
    pv1,
    'ORC|SC',
    'OBR|1|||18748-4^CR d’imagerie médicale^LN',
    'TXA|1|18748-4|TEXT|202603020915||||||||2638|||||LA',
    `OBX|1|ED|18748-4^CR d’imagerie médicale^LN||^text^XML^Base64^${encoded(cdaText())}||||||F`,
  );
}

/** A right admission. */
export function adt(): string {
  return er7(
    'MSH|^~\\&|GAM|CHU|DPI|CHU|20260302091530||ADT^A01^ADT_A01|A-1|D|2.5^FRA^2.11|||||FRA|UNICODE UTF-8|FR||2.11^IHE_FRANCE-2.11-PAM',
    'EVN||20260302091530||||20260302091500',
    pid,
    pv1,
    'ZBE|312^CHU|20260302091500||INSERT|N||Chir V^^^^^CHU^UF^^^6268||HMS',
    'ZFA|ACTIF|20260302091530|||||||INO|20260302091530|IC|20260302091530',
    'ZFD|||Y|N|INSI|20260302',
  );
}

/** A right update of an identity. */
export function patientUpdate(): string {
  return adt()
    .replace('ADT^A01^ADT_A01', 'ADT^A31^ADT_A05')
    .replace(/PV1\|.*?\r/, 'PV1|1|N\r')
    .replace(/ZBE.*?\r/, '')
    .replace(/ZFA.*?\r/, '');
}

/** A right discharge: it says no choice for the DMP. */
export function discharge(): string {
  return adt()
    .replace('ADT^A01^ADT_A01', 'ADT^A03^ADT_A03')
    .replace(/ZFA.*?\r/, '');
}

/** A right acknowledgement of {@link mdm}: that it was filed, or the error that kept it from being. */
export function ack(error = ''): string {
  const refused = ['ERR||PID^1^3|207^Application error^messageErrorCondition|E', `|${error}`].join('');
  return er7(
    'MSH|^~\\&|PFI|CABINET|DPI|CABINET|202603020916||ACK^T02^ACK|K-1|T|2.6|||||FRA|UNICODE UTF-8',
    `MSA|${error === '' ? 'AA' : 'AE'}|M-1`,
    ...(error === '' ? [] : [refused]),
  );
}

/** A right business acknowledgement of a mail that carried the document of {@link mdm}: Z02, received; Z03, read. */
export function mailZam(event: 'Z02' | 'Z03', error = ''): string {
  const [status, mailbox] =
    event === 'Z02' ? ['ACK_RECEPTION_MSS', 'DESTINATAIRE_MSS'] : ['ACK_LECTURE_MSS', 'LECTEUR_MSS'];
  const table = event === 'Z02' ? 'SMTPERRORCODE' : 'applicationErrorCondition';
  return er7(
    `MSH|^~\\&|PFI|CABINET|DPI|CABINET|202603020917||ZAM^${event}^ZAM_Z01|Z-2|T|2.6|||||FRA|UNICODE UTF-8|||2.1^CISIS_CDA_HL7_V2`,
    `OBX|1|CWE|${status}^Accusé MSSanté^AckMetierZAM|M-1|${error === '' ? 'Y' : 'N'}^^expandedYes-NoIndicator||||||F`,
    `OBX|2|XTN|${mailbox}^Boîte MSSanté^AckMetierZAM||^^X.400^confrere@test.mssante.fr||||||F`,
    ...(error === '' ? [] : [`ERR|||207^Application error^messageErrorCondition|E|${error}^Erreur^${table}`]),
  );
}

/** A right business acknowledgement of the DMP for {@link mdm}. */
export function zam(succeeded = true): string {
  return er7(
    'MSH|^~\\&|PFI|CABINET|DPI|CABINET|202603020917||ZAM^Z01^ZAM_Z01|Z-1|T|2.6|||||FRA|UNICODE UTF-8|||2.1^CISIS_CDA_HL7_V2',
    `OBX|1|CWE|ACK_RECEPTION_DMP^Accusé de réception DMP^AckMetierZAM|M-1|${succeeded ? 'Y' : 'N'}^^expandedYes-NoIndicator||||||F`,
    ...(succeeded
      ? []
      : ['ERR|||207^Application error^messageErrorCondition|E|DMPPatientUnknown^Patient inconnu^DMP_ERROR_CODE']),
  );
}
