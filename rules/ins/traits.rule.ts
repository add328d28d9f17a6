import { z } from 'zod';
import { unlessEqual } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

export const traits = defineRule({
  id: 'ins.traits',
  version: '1',
  title: 'La fiche porte les traits attendus',
  source: 'INSI-12 ; INS/va1.21, .48, .51, .52, .18 ; EXI REC 08 (données rendues par INSi gardées telles quelles)',
  appliesTo: 'lecture',
  parameters: z.object({ traits: z.record(z.string(), z.string()) }),
  check(inputs, { traits: expected }) {
    const fiche = observed(inputs, 'lecture', z.object({ traits: z.record(z.string(), z.string().nullable()) }));
    return Object.entries(expected).flatMap(([name, value]) =>
      unlessEqual({
        code: `trait-inattendu-${name}`,
        where: `traits.${name}`,
        expected: value,
        got: fiche.traits[name],
        message: `Le trait ${name} de la fiche n’a pas la valeur attendue.`,
        remedy: `Enregistrez ${name} tel qu’il fut saisi ou, une fois le retour accepté, tel qu’INSi l’a rendu : ni casse, ni accents, ni coupure ajoutés.`,
      }),
    );
  },
});
