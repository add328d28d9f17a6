import { z } from 'zod';
import { unlessEqual } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

export const fraicheur = defineRule({
  id: 'lecture.fraicheur',
  version: '1',
  title: 'La lecture montre la personne de cette tentative',
  source:
    'Conception §2 (Source) : une lecture reprend des valeurs tirées de la graine et du nonce, une réponse d’hier est refusée',
  appliesTo: 'lecture',
  parameters: z.object({ nomUtilise: z.string() }),
  check(inputs, { nomUtilise }) {
    const { bandeau } = observed(
      inputs,
      'lecture',
      z.object({ bandeau: z.object({ nomUtilise: z.string().nullable() }) }),
    );
    return unlessEqual({
      code: 'lecture-etrangere',
      where: 'bandeau.nomUtilise',
      expected: nomUtilise,
      got: bandeau.nomUtilise,
      message: 'La lecture ne montre pas la personne de cette tentative.',
      remedy:
        'Montrez le nom utilisé dans le bandeau du dossier ouvert ; si un adaptateur répond, faites-lui lire ce dossier-ci au lieu d’une réponse gardée.',
    });
  },
});
