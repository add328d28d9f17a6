import { z } from 'zod';
import { discrepancy, unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { shows, workLines } from './shown.ts';

export const ordre = defineRule({
  id: 'messagerie.ordre',
  version: '1',
  title: 'La liste de travail est dans l’ordre attendu',
  source:
    'ERGO/va1.05, ERGO/va1.06 (étapes déduites) : plus récents en tête ; tri par date, patient, type, dans un sens ou dans l’autre',
  appliesTo: 'lecture',
  parameters: z.object({
    /** Titles in order; those of one group may come in any order. */
    groupes: z.array(z.array(z.string())),
    /** True when the order of the groups may be the other one. */
    inversable: z.boolean().default(false),
  }),
  check(inputs, { groupes, inversable }) {
    const titles = groupes.flat();
    const shown = workLines(inputs).flatMap(({ titre }) => titles.find((title) => shows(titre, title)) ?? []);
    const missing = titles.filter((title) => !shown.includes(title));
    const where = 'lignes';
    if (missing.length > 0) {
      const message = 'La liste de travail ne montre pas tous les documents reçus.';
      const remedy =
        'Inscrivez à la liste de travail chaque document reçu, sous son titre, quel que soit le tri choisi.';
      return [discrepancy({ code: 'ligne-absente', where, expected: titles, got: shown, message, remedy })];
    }
    const orders = inversable ? [groupes, groupes.toReversed()] : [groupes];
    return unless(
      orders.some((order) => follows(shown, order)),
      {
        code: 'ordre',
        where,
        expected: groupes.map((group) => group.join(' ou ')),
        got: shown,
        message: 'La liste de travail n’est pas dans l’ordre attendu.',
        remedy:
          'Triez sur la valeur (la date du document, non son texte affiché), sur toute la liste et non sur la page, et mettez les plus récents en tête par défaut.',
      },
    );
  },
});

function follows(shown: string[], groups: string[][]): boolean {
  const ranks = shown.map((title) => groups.findIndex((group) => group.includes(title)));
  return ranks.every((rank, i) => i === 0 || rank >= (ranks[i - 1] as number));
}
