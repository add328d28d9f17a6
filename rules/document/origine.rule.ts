import { z } from 'zod';
import { unless } from '../findings.ts';
import { shows } from '../messagerie/shown.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

export const origine = defineRule({
  id: 'document.origine',
  version: '1',
  title: 'La liste des documents du dossier montre d’où vient chaque document intégré',
  source: 'CDA/INT.08 (énoncé) : DMP ou MSSanté, d’un coup d’œil',
  appliesTo: 'lecture',
  parameters: z.object({ titre: z.string(), origine: z.enum(['DMP', 'MSSanté']) }),
  check(inputs, { titre, origine: expected }) {
    const schema = z.object({ lignes: z.array(z.object({ titre: z.string(), origine: z.string() })) });
    const { lignes } = observed(inputs, 'lecture', schema);
    const line = lignes.find((one) => one.titre.includes(titre));
    return unless(line !== undefined && shows(line.origine, expected), {
      code: line === undefined ? 'document-absent' : 'origine-absente',
      where: `lignes (${titre})`,
      expected,
      got: line?.origine ?? lignes.map((one) => one.titre),
      message: 'La liste ne montre pas que ce document intégré vient du DMP ou de MSSanté.',
      remedy: 'Montrez sur la ligne de chaque document intégré, sans qu’on l’ouvre, s’il vient du DMP ou de MSSanté.',
    });
  },
});
