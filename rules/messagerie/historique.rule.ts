import { z } from 'zod';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { resultOf } from './results.ts';
import { plain, showsNumber, unlessShown } from './shown.ts';

export const historique = defineRule({
  id: 'messagerie.historique',
  version: '1',
  title: 'Un résultat modifié ou supprimé par une mise à jour garde sa trace',
  source: 'BIO/va1.02, BIO/va1.07 (étapes déduites)',
  appliesTo: 'lecture',
  parameters: z.object({
    analyse: z.string(),
    /** Value that the report no longer gives. */
    ancienne: z.string(),
    /** Value that it now gives; null for a result that it took away. */
    nouvelle: z.string().nullable(),
  }),
  check(inputs, { analyse, ancienne, nouvelle }) {
    const line = resultOf(inputs, analyse);
    const where = `resultats (${analyse})`;
    if (line === undefined) return unlessShown(false, { what: 'resultat', where, expected: analyse, got: null });
    const gone = line.valeur.trim() === '' || /supprim|retir|annul/.test(plain(`${line.valeur} ${line.historique}`));
    return [
      ...unlessShown(showsNumber(line.historique, ancienne), {
        what: 'ancienne-valeur',
        where: `${where}.historique`,
        expected: ancienne,
        got: line.historique,
      }),
      ...unless(nouvelle === null ? gone : showsNumber(line.valeur, nouvelle), {
        code: 'valeur-actuelle',
        where: `${where}.valeur`,
        expected: nouvelle ?? 'un résultat dit supprimé',
        got: line.valeur,
        message: 'La valeur présentée comme actuelle n’est pas celle de la dernière version.',
        remedy:
          'Présentez comme actuelle la valeur de la dernière version intégrée du compte rendu (relatedDocument RPLC), et l’ancienne comme telle ; un résultat retiré se dit supprimé.',
      }),
    ];
  },
});
