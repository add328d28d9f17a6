import { kinds } from '../documents/kinds.ts';
import { nationalIds, type Organisation, physician } from '../documents/organisation.ts';
import { type Source, signedAt } from '../documents/subject.ts';
import { messageOf, type OutgoingMessage } from '../hl7/envelope.ts';
import { components, hl7Instant, line, now, value } from '../hl7/er7.ts';
import { localAuthority, patientSegment } from '../hl7/patient-segment.ts';
import type { Destinations, PfiRecipient } from './transmission.ts';

/** What a message of a document is written from. */
export interface DocumentMessage {
  source: Source;
  cda: Buffer;
  destinations: Destinations;
  /** Identifier of the patient in the hospital, where the platform gave one. */
  ipp: string | undefined;
  /** A laboratory sends results, a hospital sends documents. */
  family: 'MDM' | 'ORU';
  /** Where answers to the mail go. */
  reply: string;
}

/** Headers by family: ORU is of HL7 v2.5, MDM of v2.6 (volet CI-SIS « Transmission d’un document CDA-R2 en HL7v2 » 2.1). */
const profile = '2.1^CISIS_CDA_HL7_V2';

/** The message that gives a document to the platform, to be deposited and sent. */
export function documentMessage(message: DocumentMessage): OutgoingMessage {
  const { source, family, ipp } = message;
  const { planted, document } = source;
  const replaces = source.replaced !== undefined && !planted.has('pfi-remplacement-nouveau');
  const event = replaces ? 'T10' : 'T02';
  const stay = `V${document.dossier}^^^${localAuthority.name}&${localAuthority.oid}&ISO^VN`;
  const pv1: string[] = ['1', 'I'];
  pv1[18] = stay;
  return messageOf(
    family === 'MDM'
      ? { type: `MDM^${event}^MDM_T02`, version: '2.6', profile }
      : { type: 'ORU^R01^ORU_R01', version: '2.5', profile },
    [
      ...(family === 'MDM' ? [line('EVN', '', now())] : []),
      patientSegment(source.patient, ipp, planted),
      line('PV1', ...Array.from(pv1, (text) => text ?? '')),
      line('ORC', replaces ? 'RO' : 'NW'),
      line('OBR', '1', '', '', typeOf(source)),
      ...(family === 'MDM' ? [txa(source)] : []),
      documentSegment(message, replaces ? 'C' : 'F'),
      ...participations(message),
      ...metadata(message),
    ],
  );
}

function typeOf({ document }: Source): string {
  const { code, displayName } = kinds[document.type].type;
  return components(code, displayName, 'LN');
}

function txa({ document, replaced, planted }: Source): string {
  const fields: Record<number, string> = {
    1: '1',
    2: kinds[document.type].type.code,
    3: 'TEXT',
    4: hl7Instant(signedAt(document)),
    12: document.uniqueId,
    13: planted.has('pfi-sans-document-remplace') ? '' : (replaced?.uniqueId ?? ''),
    17: 'AU',
  };
  return line('TXA', ...Array.from({ length: 17 }, (_, i) => fields[i + 1] ?? ''));
}

function documentSegment({ source, cda, family }: DocumentMessage, status: string): string {
  const planted = source.planted.has('pfi-document-non-encode');
  const content = planted ? cda.toString('utf8').slice(0, 200) : cda.toString('base64');
  const kind = family === 'ORU' ? 'TEXT' : 'text';
  return observation({
    rank: 1,
    kind: 'ED',
    code: typeOf(source),
    content: `^${kind}^XML^Base64^${value(content)}`,
    status,
  });
}

function observation(told: { rank: number; kind: string; code: string; content: string; status?: string }): string {
  const { rank, kind, code, content, status = 'F' } = told;
  return line('OBX', String(rank), kind, code, '', content, '', '', '', '', '', status);
}

/** PRT: who sends, with the FINESS and the number that the VIHF is made from (SC.DMP/CONF.12); to whom; where to answer. */
function participations({ source, destinations, reply }: DocumentMessage): string[] {
  const { planted, organisation } = source;
  const { recipients, patient } = destinations;
  const kept = planted.has('pfi-premier-destinataire') ? recipients.slice(0, 1) : recipients;
  return [
    planted.has('pfi-sans-expediteur') ? '' : sender(organisation),
    ...kept.map(recipient),
    ...(patient === null ? [] : [participation({ role: 'RCT^Results Copies To', address: patient })]),
    ...(reply === '' ? [] : [participation({ role: 'REPLY^Reply to', address: reply })]),
  ].filter((one) => one !== '');
}

function sender({ name, id }: Organisation): string {
  const structure = `${value(name)}^^^^^ASIP-SANTE-ST&${nationalIds.structure}&ISO^FINEG^^^${id.replace(/^1(?=\d{9}$)/, '')}`;
  const person = professional(physician.id, physician.family, physician.given);
  return participation({ role: 'SB^Send by', person, structure });
}

function recipient({ mssante, nom, prenom, rpps }: PfiRecipient): string {
  const person = rpps === '' ? '' : professional(`8${rpps}`, nom, prenom);
  return participation({ role: 'RCT^Results Copies To', person, address: mssante });
}

function professional(id: string, family: string, given: string): string {
  return `${components(id, family, given)}^^^^^^ASIP-SANTE-PS&${nationalIds.professional}&ISO^D^^^RPPS`;
}

function participation(told: { role: string; person?: string; structure?: string; address?: string }): string {
  const { role, person = '', structure = '', address = '' } = told;
  const mail = address === '' ? '' : `^^X.400^${value(address)}`;
  const fields: Record<number, string> = { 2: 'UC', 4: `${role}^participation`, 5: person, 8: structure, 15: mail };
  return line('PRT', ...Array.from({ length: 15 }, (_, i) => fields[i + 1] ?? ''));
}

/** What the platform has to do with the document (table MetaDMP/MSS). */
function metadata({ source, destinations, family }: DocumentMessage): string[] {
  const { planted } = source;
  const { dmp, recipients, patient, visibility } = destinations;
  const mail = recipients.length > 0 || patient !== null;
  const flags: Array<[code: string, label: string, on: boolean]> = [
    ['MASQUE_PS', 'Masqué aux professionnels de santé', visibility.masquePs && !planted.has('pfi-masque-ignore')],
    [
      'INVISIBLE_PATIENT',
      'Document non visible par le patient',
      visibility.invisiblePatient && !planted.has('pfi-invisible-patient-ignore'),
    ],
    [
      'INVISIBLE_REP_LEGAUX',
      'Non visible par les représentants légaux du patient',
      visibility.invisibleRepresentants && !planted.has('pfi-invisible-representants-ignore'),
    ],
    ['CONNEXION_SECRETE', 'Connexion secrète', false],
    ['MODIF_CONF_CODE', 'Modification de la confidentialité d’un document', false],
    [
      'DESTDMP',
      'Document destiné au DMP',
      (dmp && !planted.has('pfi-dmp-non-demande')) || planted.has('pfi-dmp-toujours'),
    ],
    ['DESTMSSANTEPS', 'Document destiné à un professionnel par MSSanté', recipients.length > 0],
    ['DESTMSSANTEPAT', 'Document destiné au patient par MSSanté', patient !== null],
    ['ACK_RECEPTION', 'Accusé de réception demandé', true],
    ['ACK_LECTURE_MSS', 'Accusé de lecture demandé', mail],
  ];
  const kind = family === 'ORU' ? 'CE' : 'CWE';
  const lines = flags.map(([code, label, on], i) =>
    observation({
      rank: i + 2,
      kind,
      code: `${code}^${value(label)}^MetaDMPMSS`,
      content: `${on ? 'Y' : 'N'}^^expandedYes-NoIndicator`,
    }),
  );
  return mail ? [...lines, body(source, flags.length + 2)] : lines;
}

/** Text of the mail: a new version says that it cancels and replaces the former one (SC.MSS/va1.13). */
function body({ replaced, planted }: Source, rank: number): string {
  const told = replaced !== undefined && !planted.has('pfi-sans-mention-remplace');
  const text = [
    'Veuillez trouver ci-joint un document concernant un patient que nous suivons.',
    ...(told ? ['Ce document annule et remplace la version que vous avez reçue.'] : []),
  ].join('\n');
  return observation({
    rank,
    kind: 'ED',
    code: 'CORPSMAIL_PS^Corps du mail pour un PS^MetaDMPMSS',
    content: `^text^^Base64^${Buffer.from(text).toString('base64')}`,
  });
}
