import { z } from 'zod';
import { unlessEqual } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

export const attribut = defineRule({
  id: 'ins.attribut',
  version: '1',
  title: 'La fiche montre les attributs de l’identité',
  source: 'INS/va1.20, .44 ; EXI ID 24 et 26 (faits INSi §1.11, seconde main)',
  appliesTo: 'lecture',
  parameters: z.object({ attributs: z.array(z.string()) }),
  check(inputs, { attributs }) {
    const fiche = observed(inputs, 'lecture', z.object({ attributs: z.array(z.string()) }));
    return unlessEqual({
      code: 'attributs-inattendus',
      where: 'attributs',
      expected: [...attributs].sort(),
      got: [...fiche.attributs].sort(),
      message: 'Les attributs affichés ne sont pas ceux qui ont été posés.',
      remedy:
        'Enregistrez chaque attribut posé ou retiré (homonyme, douteuse, fictive) et affichez sur la fiche ceux qui restent, et eux seuls ; douteuse et fictive s’excluent.',
    });
  },
});
