import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { defineRule, type RuleInputs } from '../rule.ts';
import { checkFields, oneOf } from './fields.ts';
import { type Hl7Message, type Segment, segmentsNamed } from './message.ts';
import { withFamily, withNamedMessage, withSegment } from './reading.ts';

/** Table HL7 0357, as the volet has it. */
const conditions = ['0', '100', '101', '102', '103', '198', '199', '200', '201', '202', '203', '207'];
/** Table HL7 0533 of the volet: what kept the document from being filed. 906 is in an earlier text (facts, DMP §7). */
const applicationErrors = ['900', '901', '902', '903', '904', '905', '906'];
/** Table HL7 0516: error, fatal, information, warning. */
const severities = ['E', 'F', 'I', 'W'];

export const acquittement = defineRule({
  id: 'hl7.acquittement',
  version: '1',
  title: 'L’acquittement répond au message, par AA, AE ou AR, et dit l’erreur par ses codes',
  source:
    'CI-SIS, volets « Transmission d’un document CDA-R2 en HL7v2 » 2.1 et « Transmission au LPS » : segments MSA et ERR, tables 0357 et 0533 (documenté ; 906 : faits DMP §7) ; CDA/HL7.01',
  appliesTo: 'document',
  parameters: z.object({
    /** Code of MSA-1 that is wanted. */
    code: z.enum(['AA', 'AE', 'AR']).optional(),
    /** Code of the application that is wanted in ERR-5: `902`… */
    erreur: z.string().optional(),
  }),
  /** Where the message that is acknowledged is at hand, it is the input `initial`. */
  check: (inputs, { code, erreur }) =>
    withFamily(inputs, ['ACK'], (message) =>
      withSegment(message, 'MSA', (msa) => [
        ...checkFields(msa, [
          {
            field: 1,
            code: 'code',
            expected: 'AA, AE ou AR',
            holds: oneOf('AA', 'AE', 'AR'),
            message: 'MSA-1 vaut AA (accepté), AE (erreur) ou AR (rejeté).',
          },
          {
            field: 2,
            code: 'message-acquitte',
            expected: 'MSH-10 du message acquitté',
            message: 'MSA-2 rappelle l’identifiant du message acquitté.',
          },
        ]),
        ...unless(code === undefined || msa.get(1) === code, {
          code: 'autre-code',
          where: msa.at(1),
          expected: code,
          got: msa.get(1),
          message: 'L’acquittement ne dit pas ce qu’il devait dire de ce message.',
        }),
        ...errors(message, msa),
        ...unless(erreur === undefined || segmentsNamed(message, 'ERR').some((err) => err.get(5) === erreur), {
          code: 'autre-erreur',
          where: 'ERR-5',
          expected: erreur,
          got: segmentsNamed(message, 'ERR').map((err) => err.get(5)),
          message:
            'L’acquittement ne donne pas l’erreur attendue : les codes 900 à 905 disent ce qui empêche de classer le document.',
        }),
        ...answered(inputs, message, msa),
      ]),
    ),
});

function errors(message: Hl7Message, msa: Segment): Finding[] {
  const all = segmentsNamed(message, 'ERR');
  const refused = ['AE', 'AR'].includes(msa.get(1));
  return [
    ...unless(!refused || all.length > 0, {
      code: 'erreur-absente',
      where: 'ERR',
      expected: 'un segment ERR',
      got: null,
      message: 'Un refus (AE, AR) dit pourquoi : ajoutez un segment ERR.',
    }),
    ...all.flatMap((err) => [
      ...checkFields(err, [
        {
          field: 3,
          code: 'condition',
          expected: conditions.join(', '),
          holds: oneOf(...conditions),
          message: 'ERR-3 n’est pas un code de la table HL7 0357.',
        },
        {
          field: 4,
          code: 'gravite',
          expected: severities.join(', '),
          holds: oneOf(...severities),
          message: 'ERR-4 dit la gravité : E, F, I ou W.',
        },
      ]),
      ...unless(err.get(3) !== '207' || applicationErrors.includes(err.get(5)), {
        code: 'erreur-applicative',
        where: err.at(5),
        expected: applicationErrors.join(', '),
        got: err.get(5),
        message: 'ERR-3 = 207 renvoie à ERR-5, dont le code n’est pas dans la table du volet (900 à 905).',
        severity: err.get(5) === '' ? 'bloquant' : 'avertissement',
      }),
    ]),
  ];
}

function answered(inputs: RuleInputs, message: Hl7Message, msa: Segment): Finding[] {
  if (inputs['initial'] === undefined) return [];
  return withNamedMessage(inputs, 'initial', ({ header: initial }) => {
    const { header } = message;
    const pairs: Array<[number, number]> = [
      [5, 3],
      [6, 4],
      [3, 5],
      [4, 6],
      [11, 11],
    ];
    return [
      ...unless(msa.get(2) === initial.get(10), {
        code: 'autre-message',
        where: msa.at(2),
        expected: initial.get(10),
        got: msa.get(2),
        message: 'MSA-2 n’est pas l’identifiant (MSH-10) du message acquitté.',
      }),
      ...pairs.flatMap(([own, other]) =>
        unless(header.get(own) === initial.get(other), {
          code: 'adressage',
          where: header.at(own),
          expected: initial.get(other),
          got: header.get(own),
          message: `MSH-${own} de l’acquittement reprend MSH-${other} du message acquitté.`,
        }),
      ),
      ...unless(header.get(9, 2) === initial.get(9, 2), {
        code: 'evenement',
        where: header.at(9, { component: 2 }),
        expected: initial.get(9, 2),
        got: header.get(9, 2),
        message: 'MSH-9.2 de l’acquittement reprend l’événement du message acquitté.',
      }),
    ];
  });
}
