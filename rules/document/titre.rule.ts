import { z } from 'zod';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';

export const titre = defineRule({
  id: 'document.titre',
  version: '1',
  title: 'Le fichier ouvert est celui du document demandé',
  source: 'TD3.2 (faits DMP §6.2) : le titre, tiré de la tentative, est dans l’en-tête du CDA',
  appliesTo: 'document',
  parameters: z.object({ titre: z.string() }),
  check(inputs, { titre: expected }) {
    const text = (inputs['document'] ?? Buffer.alloc(0)).toString('utf8');
    return unless(text.includes(expected), {
      code: 'autre-document',
      where: 'document',
      expected,
      got: `${text.length} caractères sans ce titre`,
      message: 'Le fichier ouvert n’est pas celui du document demandé.',
      remedy:
        'Ouvrez le fichier que désigne la ligne choisie (son uniqueId), et portez le titre du document dans l’en-tête du CDA (title).',
    });
  },
});
