import { z } from 'zod';
import { unless } from '../findings.ts';
import { shows } from '../messagerie/shown.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

export const preremplissage = defineRule({
  id: 'document.preremplissage',
  version: '1',
  title: 'Un nouveau document est prérempli de ce que le dossier contient déjà',
  source: 'DOC.03 (énoncé ; étapes déduites)',
  appliesTo: 'lecture',
  parameters: z.object({ textes: z.array(z.string()).min(1) }),
  check(inputs, { textes }) {
    const { texte } = observed(inputs, 'lecture', z.object({ texte: z.string() }));
    const missing = textes.filter((one) => !shows(texte, one));
    return unless(missing.length === 0, {
      code: 'preremplissage-absent',
      where: 'texte',
      expected: missing,
      got: texte,
      message: 'Le nouveau document n’est pas prérempli de ce que le dossier contient.',
      remedy:
        'Reprenez dans le nouveau document l’identité du patient et les données du dossier (synthèse, traitements, documents) sans que l’utilisateur les saisisse.',
    });
  },
});
