import { z } from 'zod';
import { unless } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

export const enregistre = defineRule({
  id: 'document.enregistre',
  version: '1',
  title: 'Le produit a enregistré le document',
  source: 'DOC/va1.01, MSS/va1.02 (étapes déduites) : sans document enregistré, rien ne se juge',
  appliesTo: 'lecture',
  parameters: z.object({}),
  check(inputs) {
    const schema = z.object({ document: z.string().nullable(), messages: z.array(z.string()) });
    const { document, messages } = observed(inputs, 'lecture', schema);
    return unless(document !== null && document !== '', {
      code: 'document-non-enregistre',
      where: 'document',
      expected: 'un identifiant de document',
      got: messages,
      message: 'Le produit n’a pas enregistré le document.',
      remedy:
        'Enregistrez le document au dossier du patient et rendez-en l’identifiant ; s’il est refusé, réparez ce que le message affiché dénonce.',
    });
  },
});
