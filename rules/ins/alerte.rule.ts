import { z } from 'zod';
import { unless } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

export const alerte = defineRule({
  id: 'ins.alerte',
  version: '1',
  title: 'Une alerte signale l’incohérence du premier prénom',
  source: 'INS/va1.51, règle 6 ; EXI ID 10 (faits INSi §1.11, seconde main)',
  appliesTo: 'lecture',
  parameters: z.object({ mention: z.string() }),
  check(inputs, { mention }) {
    const { alertes } = observed(inputs, 'lecture', z.object({ alertes: z.array(z.string()) }));
    return unless(
      alertes.some((text) => text.toLowerCase().includes(mention.toLowerCase())),
      {
        code: 'alerte-absente',
        where: 'alertes',
        expected: `une alerte sur « ${mention} »`,
        got: alertes,
        message: 'Aucune alerte ne signale l’incohérence.',
        remedy:
          'Comparez le premier prénom saisi au début de la liste des prénoms d’INSi (tiret, apostrophe et espace équivalents) et affichez une alerte sur la fiche tant qu’ils diffèrent.',
      },
    );
  },
});
