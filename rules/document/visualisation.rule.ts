import { z } from 'zod';
import { unless } from '../findings.ts';
import { plain, shows } from '../messagerie/shown.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

const viewed = z.object({
  titre: z.string(),
  patient: z.string(),
  auteur: z.string(),
  feuilleDeStyle: z.string().nullable(),
  corps: z.string(),
  fichier: z.string(),
});

const parameters = z.object({
  titre: z.string(),
  /** Birth name of the patient, and family name of the author, from the header. */
  patient: z.string(),
  auteur: z.string(),
  /** Words of the body, as they must be shown. */
  textes: z.array(z.string()).default([]),
  /** True for a body that is a file (PDF, level 1). */
  fichier: z.boolean().default(false),
  /** Style sheet that came with the document; null where the product's own has to do. */
  feuille: z.string().nullable().optional(),
});

export const visualisation = defineRule({
  id: 'document.visualisation',
  version: '1',
  title:
    'Le CDA intégré se lit : en-tête, corps N1 ou narratif N3, mis en forme par la feuille jointe ou à défaut par une autre',
  source: 'CDA/VISU.01, CDA/INT.15 (étapes documentées), CDA/INT.16 (énoncés)',
  appliesTo: 'lecture',
  parameters,
  check(inputs, { titre, patient, auteur, textes, fichier, feuille }) {
    const shown = observed(inputs, 'lecture', viewed);
    const header = { titre, patient, auteur };
    const missing = textes.filter((text) => !shows(shown.corps, text));
    return [
      ...(Object.keys(header) as Array<keyof typeof header>).flatMap((name) =>
        unless(shows(shown[name], header[name]), {
          code: 'en-tete-absent',
          where: name,
          expected: header[name],
          got: shown[name],
          message: 'L’en-tête du document intégré n’est pas lisible.',
          remedy:
            'Affichez avec le document ce que dit son en-tête : titre (title), patient (recordTarget), auteur (author).',
        }),
      ),
      ...unless(missing.length === 0, {
        code: 'corps-absent',
        where: 'corps',
        expected: missing,
        got: shown.corps,
        message: 'Le corps du document intégré n’est pas affiché en entier.',
        remedy:
          'Affichez le corps N1, et pour un N3 la partie narrative (text) de chaque section, celles que le volet ne prévoit pas comme les autres.',
      }),
      ...unless(!fichier || plain(shown.fichier) !== '', {
        code: 'fichier-absent',
        where: 'fichier',
        expected: 'le fichier PDF du corps',
        got: shown.fichier,
        message: 'Le corps N1 du document intégré n’est pas proposé à la lecture.',
        remedy: 'Décodez nonXMLBody/text (base 64) et montrez-en le PDF, ou proposez de l’ouvrir.',
      }),
      ...unless(feuille === undefined || follows(shown.feuilleDeStyle, feuille), {
        code: feuille === null ? 'feuille-absente' : 'feuille-jointe-ignoree',
        where: 'feuilleDeStyle',
        expected: feuille ?? 'une feuille de style du logiciel',
        got: shown.feuilleDeStyle,
        message: 'Le document intégré n’est pas mis en forme par la feuille de style attendue.',
        remedy:
          'Gardez avec le document la feuille de style de son producteur et appliquez-la ; à défaut, appliquez celle du logiciel.',
      }),
    ];
  },
});

function follows(got: string | null, expected: string | null): boolean {
  return expected === null ? got !== null && got.trim() !== '' : shows(got ?? '', expected);
}
