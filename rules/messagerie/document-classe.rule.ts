import { z } from 'zod';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';
import { shows, unlessShown } from './shown.ts';

export const documentClasse = defineRule({
  id: 'messagerie.document-classe',
  version: '1',
  title: 'Le dossier du patient montre le document classé, avec son type et son expéditeur',
  source: 'MSS/va1.28 (étapes déduites)',
  appliesTo: 'lecture',
  parameters: z.object({ titre: z.string(), type: z.string(), origine: z.string() }),
  check(inputs, { titre, type, origine }) {
    const schema = z.object({
      lignes: z.array(z.object({ titre: z.string(), type: z.string(), origine: z.string() })),
    });
    const { lignes } = observed(inputs, 'lecture', schema);
    const line = lignes.find((one) => shows(one.titre, titre));
    const where = `lignes (${titre})`;
    if (line === undefined) {
      return unlessShown(false, { what: 'document', where, expected: titre, got: lignes.map((one) => one.titre) });
    }
    return [
      ...unlessShown(shows(line.type, type), { what: 'type', where: `${where}.type`, expected: type, got: line.type }),
      ...unlessShown(shows(line.origine, origine), {
        what: 'origine',
        where: `${where}.origine`,
        expected: origine,
        got: line.origine,
      }),
    ];
  },
});
