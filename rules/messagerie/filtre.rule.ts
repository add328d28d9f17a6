import { z } from 'zod';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { shows, workLines } from './shown.ts';

export const filtre = defineRule({
  id: 'messagerie.filtre',
  version: '1',
  title: 'La liste de travail filtrée montre ce qui est demandé, et rien d’autre',
  source: 'ERGO/va1.05, ERGO/va1.06 (étapes déduites) : filtre par date, patient et type',
  appliesTo: 'lecture',
  parameters: z.object({ contient: z.array(z.string()), exclut: z.array(z.string()) }),
  check(inputs, { contient, exclut }) {
    const shown = workLines(inputs).map(({ titre }) => titre);
    const has = (title: string): boolean => shown.some((titre) => shows(titre, title));
    return [
      ...unless(contient.every(has), {
        code: 'ligne-absente',
        where: 'lignes',
        expected: contient,
        got: shown,
        message: 'La liste filtrée ne montre pas un document qui répond au filtre.',
        remedy:
          'Appliquez le filtre à tous les documents de la liste, pages non affichées comprises, bornes de dates incluses.',
      }),
      ...unless(!exclut.some(has), {
        code: 'ligne-de-trop',
        where: 'lignes',
        expected: `sans ${exclut.join(', ')}`,
        got: shown,
        message: 'La liste filtrée montre un document qui ne répond pas au filtre.',
        remedy:
          'Combinez les critères du filtre (date, patient, type) : un document n’est montré que s’il répond à tous.',
      }),
    ];
  },
});
