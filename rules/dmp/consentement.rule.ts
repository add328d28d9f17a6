import { z } from 'zod';
import { unless, unlessEqual } from '../findings.ts';
import { dated, observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

const shownSchema = z.object({
  choix: z.string(),
  lignes: z.array(z.object({ date: z.string(), auteur: z.string(), choix: z.string() })),
});

/** The choices, in the words that a screen may use for them. */
const words = { non_opposition: /non[\s-]*oppos|ne s.oppose pas/i, opposition: /oppos/i } as const;
type Choice = keyof typeof words;

export const consentement = defineRule({
  id: 'dmp.consentement',
  version: '1',
  title: 'Le choix du patient sur la consultation de son DMP est montré, et chacun de ses changements tracé',
  source:
    'DMP/CONF.06 (consentement tracé), DMP/UX.06 (choix modifiable à tout moment) ; que la trace porte la date et l’auteur est déduit',
  appliesTo: 'lecture',
  parameters: z.object({
    /** Every choice that was recorded, the latest last. */
    choix: z.array(z.enum(['non_opposition', 'opposition'])).min(1),
    auteur: z.string(),
  }),
  check(inputs, { choix, auteur }) {
    const shown = observed(inputs, 'lecture', shownSchema);
    const expected = choix.at(-1);
    const traced = [...shown.lignes].reverse().map((line) => choiceIn(line.choix));
    return [
      ...unlessEqual({
        code: 'choix-inattendu',
        where: 'choix',
        expected,
        got: choiceIn(shown.choix),
        message: 'Le choix montré n’est pas le dernier que le patient a fait.',
        remedy: 'Enregistrez le nouveau choix dès qu’il est saisi, et relisez-le à chaque ouverture de l’écran.',
      }),
      ...unlessEqual({
        code: 'choix-non-trace',
        where: 'lignes',
        expected: choix,
        got: traced,
        message: 'La trace ne montre pas tous les choix du patient, du plus récent au plus ancien.',
        remedy: 'Ajoutez une ligne à chaque changement, sans effacer les précédentes, et montrez la dernière d’abord.',
      }),
      ...unless(
        shown.lignes.every((line) => dated.test(line.date) && line.auteur === auteur),
        {
          code: 'trace-incomplete',
          where: 'lignes',
          expected: `date, heure et auteur (${auteur}) de chaque choix`,
          got: shown.lignes.map((line) => `${line.date} ${line.auteur}`),
          message: 'La trace d’un choix ne dit pas quand il a été recueilli, ou par qui.',
          remedy: 'Gardez avec chaque choix la date, l’heure et le nom de l’utilisateur qui l’a saisi.',
        },
      ),
    ];
  },
});

function choiceIn(text: string): Choice | null {
  if (words.non_opposition.test(text)) return 'non_opposition';
  return words.opposition.test(text) ? 'opposition' : null;
}
