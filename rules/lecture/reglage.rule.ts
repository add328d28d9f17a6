import { z } from 'zod';
import { unlessEqual } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

export const reglage = defineRule({
  id: 'lecture.reglage',
  version: '1',
  title: 'Le réglage garde la valeur donnée',
  source: 'MSS/va1.18, DOC/va1.05, ANN/va1.04 (étapes déduites)',
  appliesTo: 'lecture',
  parameters: z.object({ valeur: z.string() }),
  check(inputs, { valeur }) {
    return unlessEqual({
      code: 'reglage-perdu',
      where: 'valeur',
      expected: valeur,
      got: observed(inputs, 'lecture', z.object({ valeur: z.string() })).valeur,
      message: 'Le réglage n’a pas gardé la valeur donnée.',
      remedy: 'Enregistrez la valeur du réglage quand l’utilisateur la valide, et relisez-la au chargement de l’écran.',
    });
  },
});
