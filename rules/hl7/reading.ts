import type { Finding } from '../../core/index.ts';
import { discrepancy } from '../findings.ts';
import type { RuleInputs } from '../rule.ts';
import { type Hl7Fault, type Hl7Message, readMessage, type Segment, segmentsNamed } from './message.ts';

/** What a message is, by MSH-9. */
export type Family = 'ORU' | 'MDM' | 'ADT' | 'ACK' | 'ZAM' | 'autre';

const faults: Record<Hl7Fault, { expected: string; message: string }> = {
  vide: {
    expected: 'un message',
    message: 'Le message est vide : transmettez le message entier, de MSH à son dernier segment.',
  },
  trop_gros: {
    expected: '32 Mo au plus',
    message: 'Le message est trop gros pour être lu : réduisez le document transmis.',
  },
  trop_de_segments: {
    expected: '5 000 segments au plus',
    message:
      'Le message a trop de segments pour être lu : vérifiez les fins de ligne dans les valeurs (échappez-les en \\.br\\).',
  },
  sans_msh: {
    expected: 'MSH au début',
    message: 'Ce n’est pas un message HL7 v2 en encodage à barres : il doit commencer par le segment MSH.',
  },
  delimiteurs: {
    expected: '|^~\\&',
    message: 'Les délimiteurs annoncés par MSH-1 et MSH-2 ne permettent pas de lire le message : employez |^~\\&.',
  },
};

/** Applies a check to the message named `message`; one that cannot be read is a finding. */
export function withMessage(inputs: RuleInputs, check: (message: Hl7Message) => Finding[]): Finding[] {
  return withNamedMessage(inputs, 'message', check);
}

/** Applies a check to the message of an input. */
export function withNamedMessage(
  inputs: RuleInputs,
  name: string,
  check: (message: Hl7Message) => Finding[],
): Finding[] {
  const read = readMessage(inputs[name] ?? Buffer.alloc(0));
  if (typeof read !== 'string') return check(read);
  const { expected, message } = faults[read];
  return [discrepancy({ code: 'hl7-illisible', where: name, expected, got: read, message })];
}

/** The family of a message. */
export function familyOf({ header }: Hl7Message): Family {
  const type = header.get(9);
  return (['ORU', 'MDM', 'ADT', 'ACK', 'ZAM'] as const).find((one) => one === type) ?? 'autre';
}

/** True for a message that carries a CDA document (volet CI-SIS de transmission). */
export function carriesDocument(message: Hl7Message): boolean {
  return ['ORU', 'MDM'].includes(familyOf(message));
}

/** True for what the PFI sends to the LPS, by the profile of MSH-21: the volet of its own, not that of the demand. */
export function isTowardsLps({ header }: Hl7Message): boolean {
  return header.get(21, 2) === 'CISIS_CDA_HL7_LPS';
}

/** Applies a check to a message of one of those families; another is a finding, for the rule would say nothing of it. */
export function withFamily(
  inputs: RuleInputs,
  families: readonly Family[],
  check: (message: Hl7Message) => Finding[],
): Finding[] {
  return withMessage(inputs, (message) =>
    families.includes(familyOf(message))
      ? check(message)
      : [
          discrepancy({
            code: 'type-de-message',
            where: 'MSH[1]-9.1',
            expected: families.join(' ou '),
            got: message.header.get(9),
            message: 'Le message n’est pas du type que juge cette règle : transmettez le message attendu.',
          }),
        ],
  );
}

/** Applies a check to the one segment of that name; its absence is a finding. */
export function withSegment(message: Hl7Message, name: string, check: (segment: Segment) => Finding[]): Finding[] {
  const [segment] = segmentsNamed(message, name);
  return segment === undefined
    ? [
        discrepancy({
          code: 'segment-absent',
          where: name,
          expected: `un segment ${name}`,
          got: null,
          message: `Le message n’a pas de segment ${name} : ajoutez-le.`,
        }),
      ]
    : check(segment);
}

/** Date, to the day, month or year, or instant, of the type TS or DTM of HL7 v2. */
export function isInstant(text: string): boolean {
  const read = /^(\d{4})(\d{2})?(\d{2})?(?:([01]\d|2[0-3])([0-5]\d(?:[0-5]\d(?:\.\d{1,4})?)?)?)?(?:[+-]\d{4})?$/.exec(
    text,
  );
  if (read === null) return false;
  const [, year = '', month = '01', day = '01'] = read;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}
