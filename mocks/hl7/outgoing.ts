import type { Environment } from '../../core/index.ts';
import { er7, escaped, instant, messageId, segment } from './er7.ts';
import type { BusinessReport, DocumentMessage, Hl7Event, IdentityMessage } from './hl7-types.ts';

type Tools = Pick<Environment, 'clock' | 'random'>;

/** A message of the platform, and its MSH-10. */
export interface Outgoing {
  id: string;
  message: Buffer;
}

/** Structures of the events, where it is not the event's own (HL7 v2.5, table 0354). */
const structures: Readonly<Record<Hl7Event, string>> = {
  A01: 'ADT_A01',
  A03: 'ADT_A03',
  A04: 'ADT_A01',
  A05: 'ADT_A05',
  A08: 'ADT_A01',
  A28: 'ADT_A05',
  A31: 'ADT_A05',
  A40: 'ADT_A39',
  A47: 'ADT_A30',
};

/** Events of the patient alone: PV1 says that there is no stay. */
const withoutStay: readonly Hl7Event[] = ['A28', 'A31', 'A40', 'A47'];

const authority = 'CHU-PROBANT&1.2.250.1.213.9999.1&ISO';

/** A movement or an update of identity (PAM France 2.11: published examples of the ANS; ITI-30 and ITI-31). */
export function identityMessage(identity: IdentityMessage, tools: Tools): Outgoing {
  const { evenement, ins } = identity;
  const now = instant(tools);
  const stay = withoutStay.includes(evenement);
  return message(
    {
      from: 'GAM',
      type: `ADT^${evenement}^${structures[evenement]}`,
      version: '2.5^FRA^2.11',
      profile: '2.11^IHE_FRANCE-2.11-PAM',
      language: 'FR',
    },
    [
      segment('EVN', { 2: now, 6: now }),
      patientSegment(identity),
      stay ? segment('PV1', { 1: '1', 2: 'N' }) : staySegment(identity),
      ...(stay ? [] : [movementSegment(now)]),
      segment(
        'ZFD',
        typeof ins === 'object' ? { 3: 'N', 4: 'N', 5: 'INSI', 6: now.slice(0, 8) } : { 3: 'N', 4: 'N', 5: 'SM' },
      ),
    ],
    tools,
  );
}

/** A document handed over to the software (CI-SIS, « Transmission au LPS d’un document CDA provenant d’un courriel MSSanté »). */
export function documentMessage(document: DocumentMessage, tools: Tools): Outgoing {
  const { cda, type = '11488-4', libelle = 'Lettre', transaction = 'T02' } = document;
  const coded = `${escaped(type)}^${escaped(libelle)}^LN`;
  const now = instant(tools);
  const replaces = transaction === 'T10';
  return message(
    { from: 'PFI', type: `MDM^${transaction}^MDM_T02`, version: '2.6', profile: '1.1^CISIS_CDA_HL7_LPS' },
    [
      segment('EVN', { 2: now }),
      patientSegment(document),
      staySegment(document),
      segment('ORC', { 1: 'SC' }),
      segment('OBR', { 1: '1', 4: coded }),
      segment('TXA', { 1: '1', 2: escaped(type), 3: 'TEXT', 4: now, 12: messageId(tools), 17: 'LA' }),
      segment('OBX', {
        1: '1',
        2: 'ED',
        3: coded,
        5: `^text^XML^Base64^${cda.toString('base64')}`,
        11: replaces ? 'C' : 'F',
      }),
    ],
    tools,
  );
}

const reports = {
  Z01: { code: 'ACK_RECEPTION_DMP', label: 'Accusé de réception DMP', table: 'DMP_ERROR_CODE' },
  Z02: {
    code: 'ACK_RECEPTION_MSS',
    label: 'Accusé de réception MSSanté',
    box: 'DESTINATAIRE_MSS',
    table: 'SMTPERRORCODE',
  },
  Z03: {
    code: 'ACK_LECTURE_MSS',
    label: 'Accusé de lecture MSSanté',
    box: 'LECTEUR_MSS',
    table: 'applicationErrorCondition',
  },
} as const;

/** The business acknowledgement of a document (CI-SIS, « Transmission d’un document CDA-R2 en HL7v2 », ZAM). */
export function businessReport(report: BusinessReport & { message: string }, tools: Tools): Outgoing {
  const { evenement, succes, boite, erreur } = report;
  const { code, label, table, ...more } = reports[evenement];
  const status = segment('OBX', {
    1: '1',
    2: 'CWE',
    3: `${code}^${label}^AckMetierZAM`,
    4: escaped(report.message),
    5: `${succes ? 'Y' : 'N'}^^expandedYes-NoIndicator`,
    11: 'F',
  });
  const box = (name: string): string =>
    segment('OBX', {
      1: '2',
      2: 'XTN',
      3: `${name}^Boîte MSSanté^AckMetierZAM`,
      5: `^^X.400^${escaped(boite ?? '')}`,
      11: 'F',
    });
  return message(
    { from: 'PFI', type: `ZAM^${evenement}^ZAM_Z01`, version: '2.6', profile: '2.1^CISIS_CDA_HL7_V2' },
    [
      status,
      ...('box' in more ? [box(more.box)] : []),
      ...(erreur === undefined
        ? []
        : [
            segment('ERR', {
              3: '207^Application error^messageErrorCondition',
              4: 'E',
              5: `${escaped(erreur.code)}^${escaped(erreur.libelle ?? erreur.code)}^${table}`,
            }),
          ]),
    ],
    tools,
  );
}

function message(
  head: { from: string; type: string; version: string; profile: string; language?: string },
  segments: readonly string[],
  tools: Tools,
): Outgoing {
  const id = messageId(tools);
  const msh = segment('MSH', {
    1: '^~\\&',
    2: head.from,
    3: 'CHU-PROBANT',
    4: 'LOGICIEL',
    5: 'CHU-PROBANT',
    6: instant(tools),
    8: head.type,
    9: id,
    10: 'T',
    11: head.version,
    16: 'FRA',
    17: 'UNICODE UTF-8',
    18: head.language ?? '',
    20: head.profile,
  });
  return { id, message: er7([msh, ...segments]) };
}

function patientSegment(identity: Omit<IdentityMessage, 'evenement'>): string {
  const { ipp, nomNaissance, prenom, prenoms, nomUtilise, sexe, dateNaissance, lieuNaissance } = identity;
  const legal = [nomNaissance, prenom, prenoms].map(escaped);
  const used = nomUtilise === undefined ? [] : [`${[escaped(nomUtilise), escaped(prenom)].join('^')}^^^^^D`];
  return segment('PID', {
    1: '1',
    3: [`${escaped(ipp)}^^^${authority}^PI`, ...insOf(identity)].join('~'),
    5: [`${legal.join('^')}^^^^L`, ...used].join('~'),
    7: dateNaissance.replaceAll('-', ''),
    8: escaped(sexe),
    11: `^^^^^^BDL^^${escaped(lieuNaissance)}`,
    18: `${escaped(identity.venue ?? `V${ipp}`)}^^^${authority}^AN`,
    32: identity.statut,
  });
}

function insOf({ ins }: Pick<IdentityMessage, 'ins'>): string[] {
  if (ins === undefined) return [];
  // The null value of HL7 v2 (chapter 2, §2.5.3): what was there is to be deleted.
  if (ins === 'supprimee') return ['""^^^ASIP-SANTE-INS-NIR&1.2.250.1.213.1.4.10&ISO^INS'];
  const namespace = ins.oid === '1.2.250.1.213.1.4.9' ? 'ASIP-SANTE-INS-NIA' : 'ASIP-SANTE-INS-NIR';
  return [`${escaped(ins.matricule)}^^^${namespace}&${escaped(ins.oid)}&ISO^INS`];
}

function staySegment({ venue, ipp }: Pick<IdentityMessage, 'venue' | 'ipp'>): string {
  return segment('PV1', { 1: '1', 2: 'I', 19: `${escaped(venue ?? `V${ipp}`)}^^^${authority}^VN` });
}

function movementSegment(now: string): string {
  return segment('ZBE', {
    1: `${now.slice(0, 14)}^CHU-PROBANT`,
    2: now,
    4: 'INSERT',
    5: 'N',
    7: 'Médecine^^^^^CHU-PROBANT^UF^^^6268',
    9: 'HMS',
  });
}
