import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { defineRule, type RuleInputs } from '../rule.ts';
import { applicationErrors, severityField } from './error-codes.ts';
import { checkFields, oneOf } from './fields.ts';
import { type Hl7Message, type Segment, segmentsNamed } from './message.ts';
import { withFamily, withNamedMessage, withSegment } from './reading.ts';

/** Table HL7 0357, as the volet has it. */
const conditions = ['0', '100', '101', '102', '103', '198', '199', '200', '201', '202', '203', '207'];

export const acquittement = defineRule({
  id: 'hl7.acquittement',
  version: '2',
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
            message: 'MSA-1 n’est pas un code d’acquittement.',
            remedy:
              'Écrivez en MSA-1 AA (accepté), AE (erreur) ou AR (rejeté) ; les codes CA, CE et CR du mode étendu ne sont pas du volet.',
          },
          {
            field: 2,
            code: 'message-acquitte',
            expected: 'MSH-10 du message acquitté',
            message: 'MSA-2 ne rappelle pas le message acquitté.',
            remedy: 'Recopiez en MSA-2 MSH-10 du message reçu, sans le modifier.',
          },
        ]),
        ...unless(code === undefined || msa.get(1) === code, {
          code: 'autre-code',
          where: msa.at(1),
          expected: code,
          got: msa.get(1),
          message: 'L’acquittement ne dit pas ce qu’il devait dire de ce message.',
          remedy:
            'Répondez AA à un message compris et pris en charge, AE à une erreur de syntaxe, AR à un message refusé.',
        }),
        ...errors(message, msa),
        ...unless(erreur === undefined || segmentsNamed(message, 'ERR').some((err) => err.get(5) === erreur), {
          code: 'autre-erreur',
          where: 'ERR-5',
          expected: erreur,
          got: segmentsNamed(message, 'ERR').map((err) => err.get(5)),
          message: 'L’acquittement ne donne pas l’erreur attendue.',
          remedy:
            'Contrôlez le document avant d’acquitter, et dites en ERR-5 ce qui empêche de le classer : 900 version, 901 auteur, 902 patient inconnu, 903 INS absente, 904 INS différente, 905 traits incomplets.',
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
      message: 'L’acquittement refuse (AE, AR) sans dire pourquoi.',
      remedy:
        'Ajoutez un segment ERR par erreur : le lieu en ERR-2, le code de la table HL7 0357 en ERR-3, la gravité en ERR-4.',
    }),
    ...all.flatMap((err) => [
      ...checkFields(err, [
        {
          field: 3,
          code: 'condition',
          expected: conditions.join(', '),
          holds: oneOf(...conditions),
          message: 'ERR-3 n’est pas un code de la table HL7 0357.',
          remedy:
            'Traduisez l’erreur interne en un code de la table : 100 ordre des segments, 101 champ requis absent, 102 type de donnée, 103 valeur hors table, 203 version, 207 erreur applicative.',
        },
        severityField,
      ]),
      ...unless(err.get(3) !== '207' || applicationErrors.includes(err.get(5)), {
        code: 'erreur-applicative',
        where: err.at(5),
        expected: applicationErrors.join(', '),
        got: err.get(5),
        message: 'ERR-3 = 207 renvoie à ERR-5, dont le code n’est pas dans la table du volet.',
        remedy:
          'Écrivez en ERR-5 le code de ce qui empêche de classer le document, de 900 (version) à 906 (autre), ou en ERR-3 le code de syntaxe qui convient.',
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
        remedy:
          'Recopiez en MSA-2 le MSH-10 du message auquel vous répondez, et non le vôtre ni celui d’un message précédent.',
      }),
      ...pairs.flatMap(([own, other]) =>
        unless(header.get(own) === initial.get(other), {
          code: 'adressage',
          where: header.at(own),
          expected: initial.get(other),
          got: header.get(own),
          message: `MSH-${own} de l’acquittement ne reprend pas MSH-${other} du message acquitté.`,
          remedy: `Recopiez MSH-${other} du message reçu en MSH-${own} de l’acquittement${own === other ? '' : ' : émetteur et récepteur s’échangent'}.`,
        }),
      ),
      ...unless(header.get(12) === initial.get(12), {
        code: 'version',
        where: header.at(12, { component: 1 }),
        expected: initial.get(12),
        got: header.get(12),
        message: 'MSH-12 de l’acquittement n’est pas la version du message acquitté.',
        remedy: 'Acquittez un ORU en version 2.5 et un MDM ou un ZAM en 2.6 : recopiez MSH-12.1 du message reçu.',
      }),
      ...unless(header.get(9, 2) === initial.get(9, 2), {
        code: 'evenement',
        where: header.at(9, { component: 2 }),
        expected: initial.get(9, 2),
        got: header.get(9, 2),
        message: 'MSH-9.2 de l’acquittement ne reprend pas l’événement du message acquitté.',
        remedy: 'Écrivez en MSH-9 ACK, l’événement du message reçu, puis ACK : ACK^T02^ACK pour MDM^T02.',
      }),
    ];
  });
}
