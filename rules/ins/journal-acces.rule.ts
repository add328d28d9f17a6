import { z } from 'zod';
import { discrepancy, unless } from '../findings.ts';
import { dated, observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

const line = z.object({ date: z.string(), auteur: z.string(), action: z.string(), detail: z.string() });

export const journalAcces = defineRule({
  id: 'ins.journal-acces',
  version: '1',
  title: 'Le journal des accès montre date, heure, action et utilisateur',
  source: 'INS/va1.39, règle 4 ; INS/va1.27, règle 16',
  appliesTo: 'lecture',
  parameters: z.object({
    auteur: z.string(),
    actions: z.array(z.string()).describe('Mots dont l’action affichée contient l’un'),
  }),
  check(inputs, { auteur, actions }) {
    const { lignes } = observed(inputs, 'lecture', z.object({ lignes: z.array(line) }));
    const shown = lignes.filter(({ action }) => actions.some((word) => action.toLowerCase().includes(word)));
    if (shown.length === 0) {
      return [
        discrepancy({
          code: 'acces-non-trace',
          where: 'lignes',
          expected: actions,
          got: lignes.map(({ action }) => action),
          message: 'L’accès ne figure pas au journal.',
          remedy:
            'Écrivez une ligne au journal des accès à chaque ouverture et à chaque modification d’une identité, et nommez-y l’action.',
        }),
      ];
    }
    return [
      ...unless(
        shown.some((found) => found.auteur === auteur),
        {
          code: 'utilisateur',
          where: 'lignes.auteur',
          expected: auteur,
          got: shown.map((found) => found.auteur),
          message: 'L’utilisateur n’est pas celui qui a agi.',
          remedy:
            'Écrivez dans la ligne le nom de la personne connectée qui a agi : ni « système », ni un compte partagé.',
        },
      ),
      ...unless(
        shown.every(({ date }) => dated.test(date)),
        {
          code: 'date-heure',
          where: 'lignes.date',
          expected: 'date et heure',
          got: shown.map(({ date }) => date),
          message: 'La date et l’heure de l’accès ne sont pas montrées.',
          remedy: 'Montrez la date et l’heure de chaque accès, à la minute au moins.',
        },
      ),
    ];
  },
});
