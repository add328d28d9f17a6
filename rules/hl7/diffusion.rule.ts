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
  remedy: string;
  severity: 'bloquant' | 'avertissement';
}

const conflicts: readonly Conflict[] = [
  {
    code: 'invisible-au-patient',
    flags: ['INVISIBLE_PATIENT', 'DESTMSSANTEPAT'],
    message: 'Un document invisible au patient ne lui est pas envoyé par MSSanté.',
    remedy:
      'Interdisez à l’écran l’envoi au patient d’un document qui lui est invisible : DESTMSSANTEPAT à N, et pas de PRT à son adresse.',
    severity: 'bloquant',
  },
  {
    code: 'invisible-aux-representants',
    flags: ['INVISIBLE_REP_LEGAUX', 'DESTMSSANTEPAT'],
    message: 'Un document invisible aux représentants légaux leur arriverait par la boîte du patient.',
    remedy: 'Dites DESTMSSANTEPAT à N pour ce document, et retirez le PRT de l’adresse du patient.',
    // The note forbids it, and the third line of the matrix admits it.
    severity: 'avertissement',
  },
  {
    code: 'masque-aux-ps',
    flags: ['MASQUE_PS', 'DESTMSSANTEPS'],
    message:
      'Un document masqué aux professionnels est envoyé à l’un d’eux, ce que la matrice de gestion n’admet pas : la PFI répondra une erreur.',
    remedy:
      'Dites DESTMSSANTEPS à N pour un document masqué, ou levez le masquage (MASQUE_PS à N) avant de l’envoyer à un professionnel.',
    severity: 'avertissement',
  },
  {
    code: 'connexion-secrete',
    flags: ['CONNEXION_SECRETE', 'DESTMSSANTEPAT'],
    message:
      'Une connexion secrète s’accompagne d’un envoi au patient, ce que la matrice de gestion n’admet pas : la PFI répondra une erreur.',
    remedy: 'Quand le mineur demande la connexion secrète, dites DESTMSSANTEPAT à N et ne donnez pas son adresse.',
    severity: 'avertissement',
  },
  {
    code: 'cumul',
    flags: ['INVISIBLE_PATIENT', 'MASQUE_PS'],
    message:
      'Le DMP n’admet pas ensemble invisible au patient et masqué aux professionnels, sauf paramètre contraire (EX_2.1-1050).',
    remedy: 'Faites choisir l’un ou l’autre à l’écran : MASQUE_PS ou INVISIBLE_PATIENT à N.',
    severity: 'avertissement',
  },
];

export const diffusion = defineRule({
  id: 'hl7.diffusion',
  version: '2',
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
        ...conflicts.flatMap(({ flags: [first, second], ...told }) =>
          unless(!(isOn(message, first) && isOn(message, second)), {
            ...told,
            where: flagOf(message, second)?.at(5) ?? second,
            expected: `${first} ou ${second} à N`,
            got: `${first} et ${second} à Y`,
          }),
        ),
        ...unless(
          !(isOn(message, 'CONNEXION_SECRETE') && isOn(message, 'DESTDMP')) || isOn(message, 'INVISIBLE_REP_LEGAUX'),
          {
            code: 'connexion-secrete-dmp',
            where: flagOf(message, 'INVISIBLE_REP_LEGAUX')?.at(5) ?? 'INVISIBLE_REP_LEGAUX',
            expected: 'INVISIBLE_REP_LEGAUX à Y',
            got: 'CONNEXION_SECRETE et DESTDMP à Y, INVISIBLE_REP_LEGAUX à N',
            message:
              'En connexion secrète, le DMP d’un mineur n’admet que des documents invisibles aux représentants légaux.',
            remedy: 'Quand le mineur demande le secret, dites ensemble CONNEXION_SECRETE et INVISIBLE_REP_LEGAUX à Y.',
            // A published example of the ANS has it otherwise.
            severity: 'avertissement',
          },
        ),
        ...unless(destinations.length > 0, {
          code: 'aucune-destination',
          where: 'OBX-3.1 = DESTDMP, DESTMSSANTEPS, DESTMSSANTEPAT',
          expected: 'une destination à Y',
          got: 'aucune',
          message: 'Le document n’a aucune destination : la PFI n’aura rien à en faire.',
          remedy:
            'Dites Y à DESTDMP, DESTMSSANTEPS ou DESTMSSANTEPAT selon le choix de l’utilisateur, ou n’émettez pas le message.',
          severity: 'avertissement',
        }),
      ];
    }),
});
