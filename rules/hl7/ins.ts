import { insOid } from '../../core/index.ts';
import { type Hl7Message, type Repetition, type Segment, segmentsNamed } from './message.ts';

/** An identifier of PID-3, and where it stands. */
export interface PatientIdentifier {
  segment: Segment;
  repetition: Repetition;
  value: string;
  namespace: string;
  oid: string;
  universalType: string;
  type: string;
  /** True for what claims to be the INS, by any of its marks. */
  isIns: boolean;
}

/** OIDs of the INS. */
export const insOids: readonly string[] = Object.values(insOid);

/** The identifiers of the patient. */
export function identifiersOf(message: Hl7Message): PatientIdentifier[] {
  return segmentsNamed(message, 'PID').flatMap((segment) =>
    segment.repetitions(3).map((repetition) => read(segment, repetition)),
  );
}

/** The name of birth of PID-5: type L (HL7 table 0200). */
export function legalName(pid: Segment): Repetition | undefined {
  return ofType(pid, 5, 'L');
}

/** The place of birth of PID-11: an address of type BDL. */
export function birthplaceOf(pid: Segment): Repetition | undefined {
  return ofType(pid, 11, 'BDL');
}

function ofType(pid: Segment, field: 5 | 11, type: string): Repetition | undefined {
  return pid.repetitions(field).find((one) => one.get(7) === type);
}

function read(segment: Segment, repetition: Repetition): PatientIdentifier {
  const namespace = repetition.get(4, 1);
  const oid = repetition.get(4, 2);
  const type = repetition.get(5);
  const isIns = /^INS(?:-|$)/.test(type) || insOids.includes(oid) || /^ASIP-SANTE-INS/.test(namespace);
  return {
    segment,
    repetition,
    value: repetition.get(1),
    namespace,
    oid,
    universalType: repetition.get(4, 3),
    type,
    isIns,
  };
}
