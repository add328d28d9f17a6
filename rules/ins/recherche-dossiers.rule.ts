import { z } from 'zod';
import { unless } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

export const rechercheDossiers = defineRule({
  id: 'ins.recherche-dossiers',
  version: '1',
  title: 'La recherche rend les dossiers de ce critère, et pas ceux d’un autre',
  source: 'INS/va1.02 et INS/va1.25, règle 17 (étapes déduites)',
  appliesTo: 'lecture',
  parameters: z.object({ contient: z.array(z.string()), exclut: z.array(z.string()) }),
  check(inputs, { contient, exclut }) {
    const schema = z.object({ resultats: z.array(z.object({ dossier: z.string() })) });
    const got = observed(inputs, 'lecture', schema).resultats.map(({ dossier }) => dossier);
    const missing = contient.filter((dossier) => !got.includes(dossier));
    const foreign = exclut.filter((dossier) => got.includes(dossier));
    return [
      ...unless(missing.length === 0, {
        code: 'dossier-introuvable',
        where: 'resultats.dossier',
        expected: contient,
        got,
        message: 'La recherche ne trouve pas le patient.',
        remedy:
          'Cherchez sur la date de naissance et le début du nom ou du prénom, sans tenir compte des accents, tirets, apostrophes et de la casse (règle 17).',
      }),
      ...unless(foreign.length === 0, {
        code: 'dossier-de-trop',
        where: 'resultats.dossier',
        expected: `sans ${foreign.join(', ')}`,
        got,
        message: 'La recherche trouve un patient qui ne répond pas au critère.',
        remedy: 'Appliquez tous les critères saisis à la fois : un dossier qui n’en vérifie pas un ne se rend pas.',
      }),
    ];
  },
});
