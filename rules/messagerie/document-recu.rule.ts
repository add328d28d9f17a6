import { z } from 'zod';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';
import { shows, unlessShown } from './shown.ts';

const schema = z.object({ patient: z.string(), titre: z.string(), auteur: z.string(), type: z.string() });

export const documentRecu = defineRule({
  id: 'messagerie.document-recu',
  version: '1',
  title: 'Le document reçu s’ouvre, et montre son patient, son titre, son auteur et son type',
  source: 'MSS/va1.28 (étapes déduites) : visualiser en un clic, avec les métadonnées',
  appliesTo: 'lecture',
  parameters: z.object({
    nom: z.string(),
    prenom: z.string(),
    titre: z.string(),
    auteur: z.string(),
    type: z.string(),
  }),
  check(inputs, { nom, prenom, ...rest }) {
    const shown = observed(inputs, 'lecture', schema);
    const expected: Array<[keyof typeof shown, string]> = [
      ['patient', nom],
      ['patient', prenom],
      ['titre', rest.titre],
      ['auteur', rest.auteur],
      ['type', rest.type],
    ];
    return expected.flatMap(([name, text]) =>
      unlessShown(shows(shown[name], text), { what: name, where: name, expected: text, got: shown[name] }),
    );
  },
});
