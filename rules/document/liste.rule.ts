import { z } from 'zod';
import { unless } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

const lines = z.object({ lignes: z.array(z.object({ titre: z.string(), etat: z.string() })) });

export const liste = defineRule({
  id: 'document.liste',
  version: '1',
  title: 'La liste des documents du dossier montre le document dans l’état attendu',
  source: 'MSS/va1.01, étape « validation »',
  appliesTo: 'lecture',
  parameters: z.object({ titre: z.string(), etat: z.string() }),
  check(inputs, { titre, etat }) {
    const shown = observed(inputs, 'lecture', lines).lignes.filter((line) => line.titre.includes(titre));
    return unless(
      shown.some((line) => line.etat.toLowerCase().includes(etat)),
      {
        code: shown.length === 0 ? 'document-absent' : 'etat-inattendu',
        where: `lignes (${titre})`,
        expected: etat,
        got: shown.map((line) => line.etat),
        message: 'La liste des documents ne montre pas le document dans cet état.',
        remedy: `Montrez dans la liste des documents du dossier chaque document par son titre, avec son état (« ${etat} » ici), dès que cet état change.`,
      },
    );
  },
});
