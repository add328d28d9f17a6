import { type Hl7Message, type Segment, segmentsNamed } from './message.ts';

/** An OBX and the segments that complete it. */
export interface Observation {
  obx: Segment;
  code: string;
  participations: readonly Segment[];
  notes: readonly Segment[];
}

/** Coding system of the metadata for DMP and MSSanté (volet CI-SIS, table MetaDMP/MSS). */
export const metadataSystem = 'MetaDMPMSS';

/** The ones that are answered Y or N, in the order that the volet wants. */
export const flags = [
  'MASQUE_PS',
  'INVISIBLE_PATIENT',
  'INVISIBLE_REP_LEGAUX',
  'CONNEXION_SECRETE',
  'MODIF_CONF_CODE',
  'DESTDMP',
  'DESTMSSANTEPS',
  'DESTMSSANTEPAT',
  'ACK_RECEPTION',
  'ACK_LECTURE_MSS',
] as const;

/** One of {@link flags}. */
export type Flag = (typeof flags)[number];

/** The texts for the body of a mail. */
export const bodies: readonly string[] = ['CORPSMAIL_PS', 'CORPSMAIL_PATIENT'];

/** The observations of a message, in order. */
export function observationsOf({ segments }: Hl7Message): Observation[] {
  const found: Array<{ obx: Segment; code: string; participations: Segment[]; notes: Segment[] }> = [];
  for (const segment of segments) {
    const last = found.at(-1);
    if (segment.name === 'OBX') found.push({ obx: segment, code: segment.get(3), participations: [], notes: [] });
    else if (segment.name === 'PRT') last?.participations.push(segment);
    else if (segment.name === 'NTE') last?.notes.push(segment);
  }
  return found;
}

/** The observations that carry a document: all but the metadata. */
export function documentsOf(message: Hl7Message): Observation[] {
  return observationsOf(message).filter(({ obx, code }) => !isMetadata(obx, code));
}

/** The observations that carry metadata. */
export function metadataOf(message: Hl7Message): Observation[] {
  return observationsOf(message).filter(({ obx, code }) => isMetadata(obx, code));
}

/** True when a metadata is there and answered Y. */
export function isOn(message: Hl7Message, flag: Flag): boolean {
  return metadataOf(message).some(({ obx, code }) => code === flag && obx.get(5) === 'Y');
}

/** The OBX of a metadata, if it is there. */
export function flagOf(message: Hl7Message, flag: Flag): Segment | undefined {
  return metadataOf(message).find(({ code }) => code === flag)?.obx;
}

/** Participations of a kind: `SB` sends, `RCT` receives, `REPLY` is answered. */
export function participationsOf(message: Hl7Message, kind: 'SB' | 'RCT' | 'REPLY'): Segment[] {
  return segmentsNamed(message, 'PRT').filter((prt) => prt.get(4) === kind);
}

/** True for a mail address alone. */
export function isMailbox(text: string): boolean {
  return /^[^\s@<>]{1,64}@[^\s@<>]{1,255}$/.test(text);
}

/** Domain of the patients’ mailboxes (facts, MSS §10), where users of Mon espace santé are written to. */
export function isPatientAddress(address: string): boolean {
  return /@(?:[a-z0-9-]+\.)*patient\.mssante\.fr$/i.test(address);
}

function isMetadata(obx: Segment, code: string): boolean {
  return obx.get(3, 3) === metadataSystem || [...flags, ...bodies].includes(code);
}
