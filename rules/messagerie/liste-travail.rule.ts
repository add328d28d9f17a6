import { z } from 'zod';
import { discrepancy } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { shows, showsDay, unlessShown, workLines } from './shown.ts';

const unread = /non[\s-]?lu|nouveau|a lire|à lire|non consult/i;

const parameters = z.object({
  /** Title of the document, drawn from the run. */
  titre: z.string(),
  nom: z.string().optional(),
  prenom: z.string().optional(),
  /** Label of the type. */
  type: z.string().optional(),
  auteur: z.string().optional(),
  /** Day of the document, `AAAA-MM-JJ`. */
  date: z.string().optional(),
  nonLu: z.boolean().optional(),
});

const toList =
  'Inscrivez à la liste de travail chaque CDA des archives reçues, dès la relève, sous le titre (title) que porte le document.';

export const listeTravail = defineRule({
  id: 'messagerie.liste-travail',
  version: '1',
  title: 'La liste de travail montre le document reçu, avec ses métadonnées et son état',
  source:
    'MSS/va1.25, MSS/va1.28, ERGO/va1.06, ERGO/va1.08 (étapes déduites) : patient, type, titre, auteur et date du CDA',
  appliesTo: 'lecture',
  parameters,
  check(inputs, { titre, nom, prenom, type, auteur, date, nonLu }) {
    const lines = workLines(inputs);
    const line = lines.find((one) => shows(one.titre, titre));
    const at = `lignes (${titre})`;
    if (line === undefined) {
      const got = lines.map((one) => one.titre).slice(0, 20);
      const message = 'La liste de travail ne montre pas ce qui a été reçu.';
      return [discrepancy({ code: 'ligne-absente', where: at, expected: titre, got, message, remedy: toList })];
    }
    const field = (name: 'patient' | 'type' | 'auteur', expected: string | undefined) =>
      unlessShown(expected === undefined || shows(line[name], expected), {
        what: name,
        where: `${at}.${name}`,
        expected,
        got: line[name],
      });
    return [
      ...field('patient', nom),
      ...field('patient', prenom),
      ...field('type', type),
      ...field('auteur', auteur),
      ...unlessShown(date === undefined || showsDay(line.date, date), {
        what: 'date',
        where: `${at}.date`,
        expected: date,
        got: line.date,
      }),
      ...unlessShown(nonLu === undefined || unread.test(line.etat) === nonLu, {
        what: 'etat',
        where: `${at}.etat`,
        expected: nonLu === true ? 'non lu' : 'lu',
        got: line.etat,
      }),
    ];
  },
});
