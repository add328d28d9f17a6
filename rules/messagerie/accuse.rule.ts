import { z } from 'zod';
import { unless } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

const lineSchema = z.object({ sens: z.string(), objet: z.string(), accuse: z.string() });

export const accuse = defineRule({
  id: 'messagerie.accuse',
  version: '2',
  title: 'La messagerie montre ce qu’est devenu le courriel envoyé',
  source: 'MSS/va1.14, MSS/CONF.08 (étapes déduites)',
  appliesTo: 'lecture',
  parameters: z.object({
    objet: z.string(),
    /** One of these words is on the line. */
    accuse: z.union([z.string(), z.array(z.string()).min(1)]),
  }),
  check(inputs, { objet, accuse }) {
    const expected = [accuse].flat();
    const { lignes } = observed(inputs, 'lecture', z.object({ lignes: z.array(lineSchema) }));
    const sent = lignes.filter((line) => line.sens === 'envoye' && line.objet.includes(objet));
    return unless(
      sent.some((line) => expected.some((word) => line.accuse.toLowerCase().includes(word))),
      {
        code: sent.length === 0 ? 'envoi-non-montre' : 'accuse-non-montre',
        where: `lignes (${objet})`,
        expected,
        got: sent.map((line) => line.accuse),
        message: 'La messagerie ne montre pas ce qu’est devenu le courriel envoyé.',
        remedy:
          'Rapprochez l’accusé reçu du courriel envoyé par son Original-Message-ID (ou In-Reply-To), et montrez-en l’état sur la ligne du courriel envoyé ; un envoi que l’opérateur a refusé s’y voit aussi.',
      },
    );
  },
});
