import { z } from 'zod';
import { unless } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

export const creationAcceptee = defineRule({
  id: 'ins.creation-acceptee',
  version: '1',
  title: 'L’identité aux cinq traits stricts est créée',
  source: 'INS/va1.21 et .22, règle 5 : rien d’autre n’est obligatoire',
  appliesTo: 'lecture',
  parameters: z.object({}),
  check(inputs) {
    const { dossier, messages } = observed(
      inputs,
      'lecture',
      z.object({ dossier: z.string().nullable(), messages: z.array(z.string()) }),
    );
    return unless(dossier !== null, {
      code: 'creation-refusee',
      where: 'dossier',
      expected: 'un dossier créé',
      got: messages,
      message: 'Le produit refuse une identité complète.',
      remedy:
        'N’exigez à la création que les traits stricts (nom et premier prénom de naissance, date et lieu de naissance, sexe) : rendez tous les autres champs facultatifs.',
    });
  },
});
