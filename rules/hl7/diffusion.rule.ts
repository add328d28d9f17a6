import { z } from 'zod';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { type Flag, flagOf, isOn } from './observations.ts';
import { isTowardsLps, withFamily } from './reading.ts';

interface Conflict {
  code: string;
  /** All Y at once. */
  flags: readonly [Flag, Flag];
  message: string;
  severity: 'bloquant' | 'avertissement';
}

const conflicts: readonly Conflict[] = [
  {
    code: 'invisible-au-patient',
    flags: ['INVISIBLE_PATIENT', 'DESTMSSANTEPAT'],
    message:
      'Un document invisible au patient ne lui est pas envoyé par MSSanté : dites DESTMSSANTEPAT à N, ou rendez le document visible.',
    severity: 'bloquant',
  },
  {
    code: 'invisible-aux-representants',
    flags: ['INVISIBLE_REP_LEGAUX', 'DESTMSSANTEPAT'],
    message:
      'Un document invisible aux représentants légaux leur arriverait par la boîte du patient : dites DESTMSSANTEPAT à N.',
    // The note forbids it, and the third line of the matrix admits it.
    severity: 'avertissement',
  },
  {
    code: 'masque-aux-ps',
    flags: ['MASQUE_PS', 'DESTMSSANTEPS'],
    message:
      'Un document masqué aux professionnels envoyé à l’un d’eux n’est pas dans la matrice de gestion : la PFI répondra une erreur.',
    severity: 'avertissement',
  },
  {
    code: 'connexion-secrete',
    flags: ['CONNEXION_SECRETE', 'DESTMSSANTEPAT'],
    message:
      'Une connexion secrète avec un envoi au patient n’est pas dans la matrice de gestion : la PFI répondra une erreur.',
    severity: 'avertissement',
  },
  {
    code: 'cumul',
    flags: ['INVISIBLE_PATIENT', 'MASQUE_PS'],
    message:
      'Le DMP n’admet pas ensemble invisible au patient et masqué aux professionnels, sauf paramètre contraire (EX_2.1-1050).',
    severity: 'avertissement',
  },
];

export const diffusion = defineRule({
  id: 'hl7.diffusion',
  version: '1',
  title: 'Ce que l’on masque n’est pas envoyé à qui on le masque',
  source:
    'CI-SIS, volet « Transmission d’un document CDA-R2 en HL7v2 » 2.1, points d’attention et matrice de gestion MSSanté (documenté ; la matrice omet des cas courants, dont l’envoi aux seuls professionnels : elle n’est pas opposée à eux) ; EX_2.1-1050',
  appliesTo: 'document',
  parameters: z.object({}),
  check: (inputs) =>
    withFamily(inputs, ['ORU', 'MDM'], (message) => {
      if (isTowardsLps(message)) return [];
      const destinations = (['DESTDMP', 'DESTMSSANTEPS', 'DESTMSSANTEPAT'] as const).filter((flag) =>
        isOn(message, flag),
      );
      return [
        ...conflicts.flatMap(({ code, flags: [first, second], message: text, severity }) =>
          unless(!(isOn(message, first) && isOn(message, second)), {
            code,
            where: flagOf(message, second)?.at(5) ?? second,
            expected: `${first} ou ${second} à N`,
            got: `${first} et ${second} à Y`,
            message: text,
            severity,
          }),
        ),
        ...unless(destinations.length > 0, {
          code: 'aucune-destination',
          where: 'OBX-3.1 = DESTDMP, DESTMSSANTEPS, DESTMSSANTEPAT',
          expected: 'une destination à Y',
          got: 'aucune',
          message: 'Le document n’a aucune destination : la PFI n’aura rien à en faire.',
          severity: 'avertissement',
        }),
      ];
    }),
});
