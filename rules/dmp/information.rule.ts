import { z } from 'zod';
import { unless } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

export const information = defineRule({
  id: 'dmp.information',
  version: '1',
  title: 'L’écran du DMP dit à l’utilisateur que son identifiant national sert à la traçabilité des accès',
  source: 'DMP/AIRS.07 ; les mots attendus sont déduits de l’énoncé',
  appliesTo: 'lecture',
  parameters: z.object({}),
  check(inputs) {
    const { information: shown } = observed(inputs, 'lecture', z.object({ information: z.string().nullable() }));
    const text = shown ?? '';
    return unless(/identifiant|rpps|adeli/i.test(text) && /tra[cç]/i.test(text), {
      code: 'information-absente',
      where: 'information',
      expected: 'l’identifiant national de l’utilisateur, et sa traçabilité',
      got: text,
      message: 'Rien ne dit à l’utilisateur que son identifiant national sert à la traçabilité de ses accès au DMP.',
      remedy:
        'Écrivez-le sur l’écran du DMP, ou au premier accès : l’identifiant national (RPPS) de l’utilisateur part avec chaque requête, et le patient voit qui a consulté son DMP.',
    });
  },
});
