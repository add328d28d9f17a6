import { z } from 'zod';
import { text, type VerbDefinition } from './common.ts';

/** What only a person can look at: a paper, a card reader, another system. */
export const personVerbs = {
  releverConstat: {
    kind: 'constat',
    summary: 'Faire sur le produit ce que dit la consigne, dire ce qui est constaté, et joindre la pièce',
    args: z.object({ consigne: text }),
    result: z.object({ constat: text.describe('Ce que la personne a vu, en une phrase') }),
  },
} as const satisfies Record<string, VerbDefinition>;
