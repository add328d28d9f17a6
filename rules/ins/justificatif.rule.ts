import { z } from 'zod';
import { unless } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

export const justificatif = defineRule({
  id: 'ins.justificatif',
  version: '1',
  title: 'La fiche garde la nature du justificatif d’identité',
  source: 'INS/va1.23, règle 19 ; EXI ID 19 (faits INSi §1.11, seconde main)',
  appliesTo: 'lecture',
  parameters: z.object({ nature: z.string(), libelle: z.string() }),
  check(inputs, { nature, libelle }) {
    const fiche = observed(inputs, 'lecture', z.object({ justificatif: z.string().nullable() }));
    const shown = (fiche.justificatif ?? '').toLowerCase();
    return unless(shown === nature.toLowerCase() || shown.includes(libelle.toLowerCase()), {
      code: 'justificatif-absent',
      where: 'justificatif',
      expected: `${nature} (${libelle})`,
      got: fiche.justificatif,
      message: 'La nature du justificatif contrôlé n’est pas enregistrée.',
      remedy:
        'Enregistrez avec la validation la nature du document présenté, prise dans la liste du site, et montrez-la sur la fiche.',
    });
  },
});
