import { z } from 'zod';
import { unless } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

export const critere = defineRule({
  id: 'lecture.critere',
  version: '1',
  title: 'La recherche réaffiche le critère saisi',
  source: 'Conception §2 (Source) : une lecture reprend des valeurs tirées de la graine et du nonce',
  appliesTo: 'lecture',
  parameters: z.object({ critere: z.string() }),
  check(inputs, { critere: typed }) {
    const { critere: shown } = observed(inputs, 'lecture', z.object({ critere: z.string() }));
    const compact = (text: string): string => text.replaceAll(/\s/g, '');
    return unless(compact(shown).includes(compact(typed)), {
      code: 'critere-etranger',
      where: 'critere',
      expected: typed,
      got: shown,
      message: 'La recherche montrée n’est pas celle qui a été demandée.',
      remedy:
        'Réaffichez dans l’écran de résultats le critère que l’utilisateur vient de saisir ; si un adaptateur répond, faites-lui lire l’écran au lieu d’une valeur gardée.',
    });
  },
});
