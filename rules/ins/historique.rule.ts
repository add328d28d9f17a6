import { z } from 'zod';
import { discrepancy } from '../findings.ts';
import { dated, observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

const line = z.object({
  date: z.string(),
  auteur: z.string(),
  champ: z.string(),
  ancien: z.string(),
  nouveau: z.string(),
});

export const historique = defineRule({
  id: 'ins.historique',
  version: '1',
  title: 'L’historique montre chaque changement, son ancienne valeur, sa date-heure et son auteur',
  source: 'INS/va1.54 et .44, règles 20, 21 et 25 ; INS/va1.27, règle 16',
  appliesTo: 'lecture',
  parameters: z.object({
    changements: z.array(z.object({ champ: z.string(), ancien: z.string(), nouveau: z.string() })),
    auteur: z.string(),
  }),
  check(inputs, { changements, auteur }) {
    const { lignes } = observed(inputs, 'lecture', z.object({ lignes: z.array(line) }));
    return changements.flatMap((change) => {
      const where = `lignes[${change.champ}]`;
      const reached = lignes.filter(({ champ, nouveau }) => champ === change.champ && nouveau === change.nouveau);
      if (reached.length === 0) {
        return [
          discrepancy({
            code: 'changement-absent',
            where,
            expected: change.nouveau,
            got: null,
            message: 'Le changement n’est pas historisé.',
            remedy: `Historisez tout changement de « ${change.champ} », quelle qu’en soit la cause (saisie, INSi, attribut), au moment où il est enregistré.`,
          }),
        ];
      }
      const lacks = (holds: (found: z.infer<typeof line>) => boolean): boolean => !reached.some(holds);
      return [
        lacks(({ ancien }) => ancien === change.ancien) &&
          discrepancy({
            code: 'ancienne-valeur',
            where,
            expected: change.ancien,
            got: reached.map(({ ancien }) => ancien),
            message: 'L’ancienne valeur n’est pas montrée.',
            remedy: 'Gardez dans la ligne d’historique la valeur d’avant le changement, et montrez-la.',
          }),
        lacks(({ auteur: author }) => author === auteur) &&
          discrepancy({
            code: 'auteur',
            where,
            expected: auteur,
            got: reached.map(({ auteur: author }) => author),
            message: 'L’auteur du changement n’est pas montré.',
            remedy:
              'Gardez dans la ligne d’historique la personne connectée qui a fait le changement, et montrez son nom : ni « système », ni un compte technique.',
          }),
        lacks(({ date }) => dated.test(date)) &&
          discrepancy({
            code: 'date-heure',
            where,
            expected: 'date et heure',
            got: reached.map(({ date }) => date),
            message: 'La date et l’heure du changement ne sont pas montrées.',
            remedy: 'Montrez la date et l’heure du changement, à la minute au moins.',
          }),
      ].filter((found) => found !== false);
    });
  },
});
