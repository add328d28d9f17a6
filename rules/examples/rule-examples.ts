import type { JsonObject } from '../../core/index.ts';
import type { ExampleFile, FileChange } from './files.ts';
import { patient } from './pieces.ts';

/** What a rule accepts and what it refuses, in a right file of which one fragment is changed. */
export interface RuleExample extends FileChange {
  rule: string;
  file: ExampleFile;
  /** Given to a rule that needs some. */
  parameters?: JsonObject;
}

const cdaPatient = {
  qualifiee: true,
  ...patient,
  nomNaissance: 'PAT-TROIS',
  prenom: 'DOMINIQUE',
  prenoms: 'DOMINIQUE ROSE',
  sexe: 'F',
  dateNaissance: '1979-03-28',
  lieuNaissance: '51215',
};

function inCda(rule: string, right: string, wrong: string): RuleExample {
  return { rule, file: 'cda', right, wrong };
}

function inMail(rule: string, right: string, wrong: string): RuleExample {
  return { rule, file: 'courriel', right, wrong };
}

function inInsi(rule: string, right: string, wrong: string): RuleExample {
  return { rule, file: 'insi', right, wrong };
}

function inVihf(rule: string, right: string, wrong: string): RuleExample {
  return { rule, file: 'vihf', right, wrong };
}

function inDeposit(rule: string, right: string, wrong: string): RuleExample {
  return { rule, file: 'depot', right, wrong };
}

function inMdm(rule: string, right: string, wrong: string): RuleExample {
  return { rule, file: 'mdm', right, wrong };
}

const folder = 'IHE_XDM/SUBSET01';

/** One example a rule; those that look at a screen, a connection or a whole attempt have none: no file shows them. */
export const ruleExamples: readonly RuleExample[] = [
  inCda('cda.entete', '<title>Lettre de liaison</title>', ''),
  inCda('cda.auteur', 'extension="899900000017"', 'extension="299900000017"'),
  inCda('cda.corps', 'representation="B64"', 'representation="TXT"'),
  {
    ...inCda('cda.patient', '<family qualifier="BR">PAT-TROIS<', '<family qualifier="BR">PAT-QUATRE<'),
    parameters: cdaPatient,
  },
  { ...inCda('cda.version', '<versionNumber value="1"/>', '<versionNumber value="2"/>'), parameters: {} },
  { rule: 'pdf.pdfa', file: 'pdf', right: '<pdfaid:part>1</pdfaid:part>', wrong: '<pdfaid:part>3</pdfaid:part>' },
  inMail('pdf.nom', '20260302_Lettre de liaison_PAT-TROIS_DOMINIQUE_123456.pdf', 'document.pdf'),
  {
    rule: 'xdm.archive',
    file: 'archive',
    right: 'IHE_XDM/SUBSET01/DOC0001.XML',
    wrong: 'IHE_XDM/SUBSET01/doc00-1.xml',
  },
  {
    rule: 'xdm.metadonnees',
    file: 'archive',
    inside: `${folder}/METADATA.XML`,
    right: 'DOC0001.XML',
    wrong: 'DOC0002.XML',
  },
  {
    rule: 'xdm.un-usager',
    file: 'archive',
    inside: `${folder}/METADATA.XML`,
    right: patient.matricule,
    wrong: '279035121518991',
  },
  inMail('mss.objet', 'Subject: XDM/1.0/DDM+', 'Subject: XDM '),
  inMail('mss.pieces', 'IHE_XDM.ZIP', 'DOCUMENTS.ZIP'),
  inMail('mss.corps', 'charset=UTF-8', 'charset=ISO-8859-1'),
  inMail('mss.message-id', 'Message-ID: <1c0e@test.mssante.fr>', 'Message-ID: 1c0e'),
  inMail('mss.x-mss-codecda', 'X-MSS-CODECDA: 11490-0', 'X-MSS-CODECDA: 34112-3'),
  inMail('mss.x-mss-ins', 'X-MSS-INS: O', 'X-MSS-INS: N'),
  inMail('mss.x-mss-nil', 'X-MSS-NIL: 123456', 'X-MSS-NIL: produit'),
  inMail('mss.x-mss-mes', 'X-MSS-INS: O', 'X-MSS-INS: O\r\nX-MSS-MES: fin'),
  {
    ...inMail('mss.expediteur', 'From: Dr_Alix_TEMOIN_Cabinet <', 'From: <'),
    parameters: { bal: 'PER', nom: 'TEMOIN', prenom: 'Alix' },
  },
  inInsi('insi.enveloppe', 'rechercherInsAvecTraitsIdentite', 'rechercherIns'),
  inInsi('insi.contexte-bam', 'Version="01_02"', 'Version="01_00"'),
  inInsi('insi.contexte-lps', '<IDAM R="4">1234567890</IDAM>', '<IDAM R="4"/>'),
  inInsi('insi.corps', '<i:Prenom>DOMINIQUE</i:Prenom>', '<i:Prenom>Dominique</i:Prenom>'),
  inInsi('insi.identifiants', '<a:MessageID>uuid:m-1</a:MessageID>', ''),
  { rule: 'dmp.enveloppe', file: 'recherche', right: 'RegistryStoredQuery<', wrong: 'RetrieveDocumentSet<' },
  { rule: 'dmp.consultation', file: 'recherche', right: "&amp;ISO^NH'</", wrong: '&amp;ISO^NH</' },
  { rule: 'dmp.patient', file: 'recherche', right: `'${patient.matricule}`, wrong: "'279035121518991" },
  inDeposit('dmp.mtom', 'Content-Type: application/xop+xml', 'Content-Type: text/xml'),
  inVihf('vihf.presence', 'Version="2.0"', 'Version="1.1"'),
  inVihf('vihf.attributs', 'urn:dmp<', 'urn:autre<'),
  inVihf('vihf.auteur', 'NameID>899900000017<', 'NameID>Alix TEMOIN<'),
  inVihf('vihf.fraicheur', '2026-03-02T09:15:28.000Z', '2026-03-02T10:15:28+01:00'),
  inVihf('vihf.patient', '&amp;ISO^NH<', '&amp;ISO^PI<'),
  inDeposit('xds.associations', 'targetObject="Document01"', 'targetObject="Document02"'),
  inDeposit('xds.codes', 'nodeRepresentation="SA07"', 'nodeRepresentation="SA999"'),
  inDeposit(
    'xds.coherence-cda',
    '<r:LocalizedString value="Lettre de liaison"/>',
    '<r:LocalizedString value="Ordonnance"/>',
  ),
  inDeposit('xds.coherence-vihf', '899900000017^TEMOIN', '899900000025^TEMOIN'),
  inDeposit('xds.confidentialite', 'nodeRepresentation="N"', 'nodeRepresentation="MASQUE_PS"'),
  {
    rule: 'xds.empreinte',
    file: 'archive',
    inside: `${folder}/DOC0001.XML`,
    right: '<title>Lettre de liaison</title>',
    wrong: '<title>Lettre</title>',
  },
  inDeposit('xds.fiche', '20260302081530', '02/03/2026 09:15'),
  inDeposit('xds.lot', '20260302081531', '02/03/2026 09:15'),
  inDeposit('xds.patient', `value="${patient.matricule}^^^`, 'value="279035121518991^^^'),
  { rule: 'hl7.zfd', file: 'adt', right: '|INSI|20260302', wrong: '|TEL|20260302' },
  { rule: 'hl7.acquittement', file: 'ack', right: 'MSA|AA', wrong: 'MSA|XX' },
  { rule: 'hl7.accuse-metier', file: 'zam', right: 'ACK_RECEPTION_DMP^', wrong: 'ACK_AUTRE^' },
  inMdm('hl7.msh', 'MDM^T02^MDM_T02', 'MDM^T02'),
  inMdm('hl7.structure', 'EVN||202603020915\r', ''),
  inMdm('hl7.txa', 'TXA|1|18748-4|TEXT|', 'TXA|1|18748-4|PDF|'),
  inMdm('hl7.document', '^text^XML^Base64^', '^text^XML^A^'),
  inMdm('hl7.identifiants', '279035121518989^^^', '279035121518988^^^'),
  inMdm('hl7.traits', '|19790328|F|', '|28/03/1979|F|'),
  inMdm('hl7.statut-identite', '|VALI', '|PROV'),
  inMdm('hl7.venue', 'PV1|1|I|', 'PV1|1|X|'),
  inMdm('hl7.jeu-de-caracteres', 'UNICODE UTF-8', '8859/1'),
  inMdm('hl7.metadonnees', 'MASQUE_PS^Libellé^MetaDMPMSS||N^', 'MASQUE_PS^Libellé^MetaDMPMSS||X^'),
  inMdm('hl7.participations', 'SB^Send by^participation', 'XX^Send by^participation'),
  inMdm('hl7.coherence-cda', '||19790328|F|', '||19790329|F|'),
  inMdm('hl7.demande', 'ORC|NW', 'ORC|ZZ'),
  inMdm('hl7.diffusion', 'INVISIBLE_PATIENT^Libellé^MetaDMPMSS||N^', 'INVISIBLE_PATIENT^Libellé^MetaDMPMSS||Y^'),
];

/** The example of a rule, null where no file shows it. */
export function exampleOf(rule: string): RuleExample | null {
  return ruleExamples.find((example) => example.rule === rule) ?? null;
}
