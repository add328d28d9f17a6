import type { RuleInputs } from '../rule.ts';
import { er7, patientUpdate } from './hl7.ts';
import { observation } from './observation.ts';

/** One message and its acknowledgement, as a test or an example tells them. */
export interface Hl7Exchange {
  message?: string;
  /** MSH-9; that of {@link patientUpdate} unless told. */
  type?: string;
  /** The acknowledgement; `null` for none. */
  answer?: string | null;
  status?: number;
  outcome?: string;
  /** What the bench noted of the frame. */
  note?: string;
  attribution?: 'personne' | 'autre';
}

/** Inputs of a rule that looks at MLLP exchanges. */
export function hl7Exchanges(...exchanges: Hl7Exchange[]): RuleInputs {
  const value = exchanges.map((one, i) => ({
    n: i + 1,
    at: '2026-03-02T09:15:30.250Z',
    outcome: one.outcome ?? 'complet',
    attribution: one.attribution ?? 'personne',
    tls: null,
    request: {
      method: 'MLLP',
      path: one.type ?? 'ADT^A31^ADT_A05',
      headers: one.note === undefined ? [] : [['MLLP', one.note]],
      input: `requete-${i + 1}`,
    },
    ...(one.answer === null ? {} : { response: { status: one.status ?? 200, input: `reponse-${i + 1}` } }),
  }));
  const bodies = exchanges.flatMap(({ message = patientUpdate(), answer = updateAck() }, i) => [
    [`requete-${i + 1}`, Buffer.from(message)] as const,
    ...(answer === null ? [] : [[`reponse-${i + 1}`, Buffer.from(answer)] as const]),
  ]);
  return { echanges: observation({ service: 'hl7', exchanges: value }), ...Object.fromEntries(bodies) };
}

/** A right acknowledgement of {@link patientUpdate}. */
export function updateAck(code = 'AA'): string {
  return er7(
    'MSH|^~\\&|DPI|CHU|GAM|CHU|20260302091531||ACK^A31^ACK|K-1|D|2.5^FRA^2.11|||||FRA|UNICODE UTF-8',
    `MSA|${code}|A-1`,
    ...(code === 'AA' ? [] : ['ERR||PID^1^3|102^Data type error^messageErrorCondition|E']),
  );
}

/** The patient of {@link patientUpdate}, as rules are told of one. */
export const updatedPatient = {
  nomNaissance: 'PAT-TROIS',
  prenoms: 'DOMINIQUE',
  dateNaissance: '1979-03-28',
  sexe: 'F',
  lieuNaissance: '63220',
} as const;
