import { z } from 'zod';
import { unless } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

export const rappel = defineRule({
  id: 'document.rappel',
  version: '1',
  title: 'Le rappel du volet de synthèse paraît au délai choisi, et cesse avec un volet récent',
  source: 'DOC/va1.11, DOC/va1.13 (étapes déduites)',
  appliesTo: 'lecture',
  /** Months that the reminder has to name; null when none is to be shown. */
  parameters: z.object({ mois: z.number().nullable() }),
  check(inputs, { mois }) {
    const { messages } = observed(inputs, 'lecture', z.object({ messages: z.array(z.string()) }));
    const holds =
      mois === null ? messages.length === 0 : messages.some((text) => new RegExp(`\\b${mois} mois`).test(text));
    return unless(holds, {
      code: mois === null ? 'rappel-permanent' : 'rappel-absent',
      where: 'messages',
      expected: mois === null ? 'aucun rappel' : `un rappel à ${mois} mois`,
      got: messages,
      message: 'Les rappels affichés pour le patient ne sont pas ceux qui sont attendus.',
      remedy:
        mois === null
          ? 'Retirez le rappel dès qu’un volet de synthèse de moins que le délai choisi existe au dossier.'
          : `Affichez à l’ouverture du dossier un rappel qui dit le délai réglé (« ${mois} mois ») quand le dernier volet de synthèse est plus ancien ou manque.`,
    });
  },
});
