import { z } from 'zod';
import { unless, unlessEqual } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

const foundSchema = z.object({ resultats: z.array(z.object({ rpps: z.string(), mssante: z.string() })) });

const parameters = z.object({
  rpps: z.string(),
  /** False: he stopped, and is no longer to be found. */
  present: z.boolean(),
  /** Address to be shown; empty for one who has none. */
  mssante: z.string().optional(),
});

export const recherche = defineRule({
  id: 'annuaire.recherche',
  version: '1',
  title: 'La recherche dans l’annuaire montre le professionnel actif, et son adresse MSSanté',
  source: 'ANN/va1.01, ANN/va1.05 (étapes déduites)',
  appliesTo: 'lecture',
  parameters,
  check(inputs, { rpps, present, mssante }) {
    const { resultats } = observed(inputs, 'lecture', foundSchema);
    const found = resultats.find((one) => one.rpps.replaceAll(/\s/g, '').endsWith(rpps));
    const where = `resultats (${rpps})`;
    if ((found !== undefined) !== present) {
      return unless(false, {
        code: present ? 'professionnel-absent' : 'professionnel-inactif-montre',
        where,
        expected: present ? rpps : 'aucun professionnel de ce RPPS',
        got: resultats.map((one) => one.rpps),
        message: present
          ? 'La recherche ne montre pas un professionnel de l’extraction.'
          : 'La recherche montre un professionnel que l’extraction n’a plus.',
        remedy: present
          ? 'Chargez toutes les lignes de l’extraction, puis cherchez le RPPS tel que saisi, avec ou sans le 8 de tête ; n’écartez pas un professionnel sans boîte MSSanté.'
          : 'À chaque chargement, retirez (ou marquez inactifs, et écartez de la recherche) les professionnels qui ne sont plus dans l’extraction.',
      });
    }
    if (mssante === undefined || found === undefined) return [];
    const same = mssante !== '' && found.mssante.toLowerCase().includes(mssante.toLowerCase());
    return same
      ? []
      : unlessEqual({
          code: 'adresse-mssante',
          where: `${where}.mssante`,
          expected: mssante,
          got: found.mssante,
          message: 'L’adresse MSSanté montrée n’est pas celle de l’annuaire.',
          remedy:
            'Prenez l’adresse dans Extraction_Correspondance_MSSante (ou dans les telecom MSSANTE de l’API), rapprochée par le RPPS, et remplacez-la à chaque chargement ; sans boîte, n’en montrez aucune.',
        });
  },
});
