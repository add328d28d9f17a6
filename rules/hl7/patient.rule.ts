import { z } from 'zod';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { birthplaceOf, identifiersOf, legalName } from './ins.ts';
import { withMessage, withSegment } from './reading.ts';

export const patient = defineRule({
  id: 'hl7.patient',
  version: '1',
  title: 'Le message porte sur le patient attendu, ses traits et son INS tels que l’INSi les a rendus',
  source: 'INS/va1.16, INS/va1.61, INS/va1.71 ; EXI REC 08 (traits conservés tels quels)',
  appliesTo: 'document',
  parameters: z.object({
    /** 15 characters; absent: not looked at. */
    matricule: z.string().optional(),
    oid: z.string().optional(),
    nomNaissance: z.string(),
    prenoms: z.string(),
    /** `AAAA-MM-JJ`. */
    dateNaissance: z.string(),
    sexe: z.string(),
    lieuNaissance: z.string().optional(),
  }),
  check: (inputs, expected) =>
    withMessage(inputs, (message) =>
      withSegment(message, 'PID', (pid) => {
        const name = legalName(pid);
        const ins = identifiersOf(message).find(({ isIns }) => isIns);
        const place = birthplaceOf(pid);
        const got: Array<[string, string, string | undefined, string | undefined]> = [
          ['nom', pid.at(5, { component: 1 }), expected.nomNaissance, name?.get(1)],
          ['premier-prenom', pid.at(5, { component: 2 }), first(expected.prenoms), name?.get(2)],
          ['date-naissance', pid.at(7), expected.dateNaissance.replaceAll('-', ''), pid.get(7).slice(0, 8)],
          ['sexe', pid.at(8), expected.sexe, pid.get(8)],
          ...(ins === undefined || name?.get(3) === ''
            ? []
            : [
                ['prenoms', pid.at(5, { component: 3 }), expected.prenoms, name?.get(3)] as [
                  string,
                  string,
                  string,
                  string | undefined,
                ],
              ]),
          ['matricule', pid.at(3, { component: 1 }), expected.matricule, ins?.value],
          ['oid', pid.at(3, { component: 4, subcomponent: 2 }), expected.oid, ins?.oid],
          ['lieu-naissance', pid.at(11, { component: 9 }), expected.lieuNaissance, place?.get(9)],
        ];
        return got.flatMap(([code, where, wanted, found]) =>
          unless(wanted === undefined || wanted === found, {
            code,
            where,
            expected: wanted,
            got: found,
            message: 'Le message ne porte pas ce trait du patient.',
            remedy: `Émettez ${where} depuis le dossier du patient, tel que l’INSi l’a rendu : ni tronqué, ni remis en forme, ni pris d’un autre dossier.`,
          }),
        );
      }),
    ),
});

function first(prenoms: string): string {
  return prenoms.split(' ')[0] ?? '';
}
