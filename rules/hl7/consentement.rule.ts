import { z } from 'zod';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { isInstant, withFamily, withSegment } from './reading.ts';

/** Fields of ZFA that the published examples fill, and the codes that they have there. */
const fields = [
  { field: 9, parameter: 'alimentation', codes: ['INO', 'IO', 'NA'] },
  { field: 11, parameter: 'consultation', codes: ['IC', 'INC', 'NA'] },
] as const;

export const consentement = defineRule({
  id: 'hl7.consentement',
  version: '1',
  title: 'ZFA transmet l’opposition à l’alimentation du DMP et le consentement à sa consultation',
  source:
    'SC.DMP/ALI/PROG.10 ; PAM France 2.11.1, segment ZFA : champs et codes relevés dans les exemples publiés de l’ANS (la table n’est pas relue : un code inconnu n’est qu’un avertissement)',
  appliesTo: 'document',
  parameters: z.object({ alimentation: z.string().optional(), consultation: z.string().optional() }),
  check: (inputs, expected) =>
    withFamily(inputs, ['ADT'], (message) =>
      withSegment(message, 'ZFA', (zfa) =>
        fields.flatMap(({ field, parameter, codes }) => {
          const [code, date] = [zfa.get(field), zfa.get(field + 1)];
          const wanted = expected[parameter];
          return [
            ...unless(wanted === undefined || code === wanted, {
              code: parameter,
              where: zfa.at(field),
              expected: wanted,
              got: code,
              message: `ZFA-${field} ne dit pas le choix du patient pour son DMP (${parameter}) : transmettez-le tel qu’il a été recueilli.`,
            }),
            ...unless(code === '' || (codes as readonly string[]).includes(code), {
              code: 'code-inconnu',
              where: zfa.at(field),
              expected: codes.join(', '),
              got: code,
              message: `ZFA-${field} a un code que les exemples publiés ne connaissent pas.`,
              severity: 'avertissement',
            }),
            ...unless(date === '' || isInstant(date), {
              code: 'date',
              where: zfa.at(field + 1),
              expected: 'une date HL7',
              got: date,
              message: `ZFA-${field + 1} n’est pas la date du recueil.`,
            }),
          ];
        }),
      ),
    ),
});
