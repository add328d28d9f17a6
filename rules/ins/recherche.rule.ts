import { z } from 'zod';
import { unlessEqual } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

export const recherche = defineRule({
  id: 'ins.recherche',
  version: '1',
  title: 'La recherche rend les dossiers attendus et eux seuls',
  source: 'INS/va1.41, règle 17 ; INS/va1.21, règle 5',
  appliesTo: 'lecture',
  parameters: z.object({ dossiers: z.array(z.string()) }),
  check(inputs, { dossiers }) {
    const { resultats } = observed(
      inputs,
      'lecture',
      z.object({ resultats: z.array(z.object({ dossier: z.string() })) }),
    );
    return unlessEqual({
      code: 'resultats-inattendus',
      where: 'resultats.dossier',
      expected: [...dossiers].sort(),
      got: resultats.map(({ dossier }) => dossier).sort(),
      message: 'La recherche ne rend pas les dossiers attendus.',
      remedy:
        'Rendez tous les dossiers qui répondent au critère et aucun autre ; un dossier dont la création fut refusée n’existe pas.',
    });
  },
});
