import { z } from 'zod';
import { unless } from '../findings.ts';
import { shows, showsDay } from '../messagerie/shown.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

const shown = z.object({
  lignes: z.array(z.object({ titre: z.string(), auteur: z.string(), date: z.string(), depot: z.string() })),
});

export const historique = defineRule({
  id: 'dmp.historique',
  version: '1',
  title: 'Chaque document antérieur se montre à sa date, sous son auteur, et dit s’il est déjà déposé au DMP',
  source: 'DMP/HISTO.01, DMP/HISTO.03 ; étapes déduites',
  appliesTo: 'lecture',
  parameters: z.object({
    documents: z.array(
      z.object({
        titre: z.string(),
        auteur: z.string().optional(),
        /** `AAAA-MM-JJ`. */
        date: z.string().optional(),
        /** True for a document that is in the DMP. */
        depose: z.boolean().optional(),
      }),
    ),
  }),
  check(inputs, { documents }) {
    const { lignes } = observed(inputs, 'lecture', shown);
    return documents.flatMap(({ titre, auteur, date, depose }) => {
      const where = `lignes (${titre})`;
      const line = lignes.find((one) => one.titre.includes(titre));
      if (line === undefined) {
        const got = lignes.map((one) => one.titre);
        const message = 'La liste ne montre pas le document antérieur.';
        const remedy = 'Montrez tous les documents validés du dossier que les filtres retiennent.';
        return unless(false, { code: 'document-absent', where, expected: titre, got, message, remedy });
      }
      return [
        ...unless(auteur === undefined || shows(line.auteur, auteur), {
          code: 'auteur-inattendu',
          where: `${where}.auteur`,
          expected: auteur,
          got: line.auteur,
          message: 'Le document antérieur n’est pas montré sous son auteur.',
          remedy: 'Montrez l’auteur d’origine du document, et non celui qui l’a repris.',
        }),
        ...unless(date === undefined || showsDay(line.date, date), {
          code: 'date-inattendue',
          where: `${where}.date`,
          expected: date,
          got: line.date,
          message: 'Le document antérieur n’est pas montré à sa date métier.',
          remedy: 'Montrez et gardez la date de l’acte, et non celle de la reprise du document.',
        }),
        ...unless(depose === undefined || says(line.depot) === depose, {
          code: depose ? 'depot-non-dit' : 'depot-dit-a-tort',
          where: `${where}.depot`,
          expected: depose ? 'déjà déposé' : 'à déposer',
          got: line.depot,
          message: 'La ligne ne dit pas si le document est déjà déposé au DMP.',
          remedy:
            'Montrez sur chaque ligne « déjà déposé » dès que le DMP a accepté le document, et « à déposer » (ou « non déposé ») tant qu’il ne l’a pas fait.',
        }),
      ];
    });
  },
});

/** Whether a line says that its document is in the DMP; null when it says nothing of it. */
function says(text: string): boolean | null {
  if (/(?:non|pas|jamais)\s+(?:encore\s+)?d[ée]pos|[àa] d[ée]poser/i.test(text)) return false;
  return /d[ée]pos[ée]|oui/i.test(text) ? true : null;
}
