import { z } from 'zod';
import { unless } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

const lineSchema = z.object({ sens: z.string(), objet: z.string(), accuse: z.string() });

export const accuse = defineRule({
  id: 'messagerie.accuse',
  version: '1',
  title: 'La messagerie montre l’accusé reçu pour le courriel envoyé',
  source: 'MSS/va1.14 (étapes déduites)',
  appliesTo: 'lecture',
  parameters: z.object({ objet: z.string(), accuse: z.string() }),
  check(inputs, { objet, accuse: expected }) {
    const { lignes } = observed(inputs, 'lecture', z.object({ lignes: z.array(lineSchema) }));
    const sent = lignes.filter((line) => line.sens === 'envoye' && line.objet.includes(objet));
    return unless(
      sent.some((line) => line.accuse.toLowerCase().includes(expected)),
      {
        code: sent.length === 0 ? 'envoi-non-montre' : 'accuse-non-montre',
        where: `lignes (${objet})`,
        expected,
        got: sent.map((line) => line.accuse),
        message: 'La messagerie ne montre pas que le courriel envoyé a été reçu.',
        remedy:
          'Rapprochez l’accusé reçu du courriel envoyé par son Original-Message-ID (ou In-Reply-To), et montrez-en l’état sur la ligne du courriel envoyé.',
      },
    );
  },
});
