import type { Finding } from '../../core/index.ts';
import { discrepancy } from '../findings.ts';
import type { RuleInputs } from '../rule.ts';
import { type Hl7Fault, type Hl7Message, readMessage, type Segment, segmentsNamed } from './message.ts';

/** What a message is, by MSH-9. */
export type Family = 'ORU' | 'MDM' | 'ADT' | 'ACK' | 'ZAM' | 'autre';

const faults: Record<Hl7Fault, { expected: string; message: string; remedy: string }> = {
  vide: {
    expected: 'un message',
    message: 'Le message est vide.',
    remedy: 'Transmettez le message entier, de MSH à son dernier segment, entre les octets 0x0B et 0x1C 0x0D en MLLP.',
  },
  trop_gros: {
    expected: '32 Mo au plus',
    message: 'Le message est trop gros pour être lu.',
    remedy:
      'Réduisez le document : compressez les images du PDF que porte le CDA, et n’émettez le document qu’une fois.',
  },
  trop_de_segments: {
    expected: '5 000 segments au plus',
    message: 'Le message a trop de segments pour être lu.',
    remedy:
      'Échappez en \\.br\\ les fins de ligne des valeurs, encodez le document en base64 d’un seul tenant, et envoyez un message par document.',
  },
  trop_de_valeurs: {
    expected: '2 000 répétitions et 200 000 délimiteurs au plus',
    message: 'Le message a trop de champs ou de répétitions pour être lu.',
    remedy:
      'Échappez les délimiteurs qui sont dans les valeurs (\\F\\, \\S\\, \\R\\, \\E\\, \\T\\) et encodez tout document en base64.',
  },
  sans_msh: {
    expected: 'MSH au début',
    message: 'Ce n’est pas un message HL7 v2 en encodage à barres.',
    remedy: 'Commencez le message par le segment MSH, en encodage à barres (ER7) et non en XML.',
  },
  delimiteurs: {
    expected: '|^~\\&',
    message: 'Les délimiteurs annoncés par MSH-1 et MSH-2 ne permettent pas de lire le message.',
    remedy:
      'Commencez le message par MSH|^~\\& : quatre délimiteurs en MSH-2, tous différents, et aucun caractère de plus.',
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
  return [discrepancy({ ...faults[read], code: 'hl7-illisible', where: name, got: read })];
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
            message: 'Le message n’est pas du type que juge cette règle.',
            remedy: `Transmettez un message ${families.join(' ou ')}, et dites-le en MSH-9.1.`,
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
          message: `Le message n’a pas de segment ${name}.`,
          remedy: `Ajoutez le segment ${name} et ses champs requis, à sa place dans l’ordre du profil.`,
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
