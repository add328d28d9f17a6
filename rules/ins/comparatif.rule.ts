import { z } from 'zod';
import { unless, unlessEqual } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

const line = z.object({
  trait: z.string(),
  local: z.string().nullable(),
  insi: z.string().nullable(),
  signale: z.boolean(),
});

export const comparatif = defineRule({
  id: 'ins.comparatif',
  version: '1',
  title: 'Le comparatif montre les traits locaux et ceux d’INSi, les écarts en évidence',
  source: 'INS/va1.51 ; faits INSi §1.11 (affichage après 00)',
  appliesTo: 'lecture',
  parameters: z.object({
    lignes: z.array(z.object({ trait: z.string(), local: z.string(), insi: z.string() })),
    ecarts: z.array(z.string()),
  }),
  check(inputs, { lignes, ecarts }) {
    const { comparatif: shown } = observed(inputs, 'lecture', z.object({ comparatif: z.array(line) }));
    return lignes.flatMap((expected) => {
      const found = shown.find(({ trait }) => trait === expected.trait);
      const where = `comparatif.${expected.trait}`;
      const values = unlessEqual({
        code: 'comparatif-incomplet',
        where,
        expected: [expected.local, expected.insi],
        got: found === undefined ? null : [found.local, found.insi],
        message: 'Le comparatif ne montre pas les deux valeurs du trait.',
        remedy:
          'Montrez côte à côte la valeur du dossier et celle qu’INSi a rendue, pour chacun des cinq traits stricts, avant toute acceptation.',
      });
      const marked = unless(!ecarts.includes(expected.trait) || found?.signale === true, {
        code: 'ecart-non-signale',
        where,
        expected: 'écart mis en évidence',
        got: 'ligne ordinaire',
        message: 'L’écart entre la valeur locale et celle d’INSi n’est pas mis en évidence.',
        remedy: 'Marquez la ligne (icône ou libellé, pas la seule couleur) dès que les deux valeurs diffèrent.',
      });
      return [...values, ...marked];
    });
  },
});
