import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { checkFields, oneOf } from './fields.ts';
import { type Hl7Message, type Segment, segmentsNamed } from './message.ts';
import { withFamily } from './reading.ts';

/** What each event acknowledges, and what its OBX are. */
const events: Readonly<Record<string, { status: string; admitted: readonly string[] }>> = {
  Z01: { status: 'ACK_RECEPTION_DMP', admitted: ['ACK_RECEPTION_DMP'] },
  Z02: { status: 'ACK_RECEPTION_MSS', admitted: ['ACK_RECEPTION_MSS', 'DESTINATAIRE_MSS'] },
  Z03: { status: 'ACK_LECTURE_MSS', admitted: ['ACK_LECTURE_MSS', 'LECTEUR_MSS', 'DESTINATAIRE_MSS'] },
};

export const accuseMetier = defineRule({
  id: 'hl7.accuse-metier',
  version: '1',
  title: 'L’accusé métier (ZAM) dit de quel message il s’agit, s’il a abouti et sinon pourquoi',
  source:
    'CI-SIS, volet « Transmission d’un document CDA-R2 en HL7v2 » 2.1, messages ZAM^Z01|Z02|Z03^ZAM_Z01 et table AckMetierZAM (documenté) ; CDA/HL7.01',
  appliesTo: 'document',
  parameters: z.object({ message: z.string().optional(), succes: z.boolean().optional() }),
  check: (inputs, { message: original, succes }) =>
    withFamily(inputs, ['ZAM'], (message) => {
      const event = events[message.header.get(9, 2)];
      const [status] = segmentsNamed(message, 'OBX');
      if (event === undefined || status === undefined) {
        return [
          discrepancy({
            code: 'accuse-illisible',
            where: event === undefined ? message.header.at(9, { component: 2 }) : 'OBX[1]',
            expected: 'Z01, Z02 ou Z03, et un OBX qui dit le statut',
            got: message.header.raw(9),
            message: 'L’accusé métier n’a pas d’événement connu ou pas de statut.',
          }),
        ];
      }
      return [
        ...checkFields(status, [
          {
            field: 2,
            code: 'type-de-valeur',
            expected: 'CWE',
            holds: oneOf('CWE'),
            message: 'OBX-2 du statut vaut CWE.',
          },
          {
            field: 3,
            code: 'statut',
            expected: event.status,
            holds: oneOf(event.status),
            message: `Le premier OBX de cet accusé est ${event.status}.`,
          },
          {
            field: 3,
            component: 3,
            code: 'systeme',
            expected: 'AckMetierZAM',
            holds: oneOf('AckMetierZAM'),
            message: 'OBX-3.3 vaut AckMetierZAM.',
          },
          {
            field: 4,
            code: 'message-initial',
            expected: 'MSH-10 du message qui portait le document',
            message: 'OBX-4 rappelle le message qui portait le document.',
          },
          {
            field: 5,
            code: 'valeur',
            expected: 'Y ou N',
            holds: oneOf('Y', 'N'),
            message: 'OBX-5 vaut Y (succès) ou N (erreur).',
          },
          { field: 11, code: 'etat', expected: 'F', holds: oneOf('F'), message: 'OBX-11 vaut F.' },
        ]),
        ...others(message, event.admitted),
        ...failure(message, status),
        ...unless(original === undefined || status.get(4) === original, {
          code: 'autre-message',
          where: status.at(4),
          expected: original,
          got: status.get(4),
          message: 'L’accusé ne porte pas sur le message attendu.',
        }),
        ...unless(succes === undefined || (status.get(5) === 'Y') === succes, {
          code: 'autre-statut',
          where: status.at(5),
          expected: succes === true ? 'Y' : 'N',
          got: status.get(5),
          message: 'L’accusé ne dit pas ce qui est arrivé au document.',
        }),
      ];
    }),
});

function others(message: Hl7Message, admitted: readonly string[]): Finding[] {
  return segmentsNamed(message, 'OBX').flatMap((obx) =>
    unless(admitted.includes(obx.get(3)), {
      code: 'observation',
      where: obx.at(3),
      expected: admitted.join(', '),
      got: obx.get(3),
      message: 'Cet OBX n’est pas de cet accusé.',
      severity: 'avertissement',
    }),
  );
}

function failure(message: Hl7Message, status: Segment): Finding[] {
  const all = segmentsNamed(message, 'ERR');
  return [
    ...unless(status.get(5) !== 'N' || all.length > 0, {
      code: 'erreur-absente',
      where: 'ERR',
      expected: 'un segment ERR',
      got: null,
      message: 'Un échec dit pourquoi : ajoutez un segment ERR (ERR-3 = 207, le code en ERR-5).',
    }),
    ...all.flatMap((err) =>
      checkFields(err, [
        {
          field: 3,
          code: 'condition',
          expected: '207',
          holds: oneOf('207'),
          message: 'ERR-3 vaut 207 (erreur applicative).',
        },
        {
          field: 5,
          code: 'erreur-applicative',
          expected: 'le code du DMP ou du serveur de messagerie',
          message: 'ERR-5 porte le code d’erreur du DMP (DMP_ERROR_CODE) ou du courriel (SMTPERRORCODE).',
        },
      ]),
    ),
  ];
}
