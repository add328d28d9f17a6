import { z } from 'zod';
import { unless } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';
import { shows } from './shown.ts';

export const feuilleDeStyle = defineRule({
  id: 'messagerie.feuille-de-style',
  version: '1',
  title: 'Le compte rendu est mis en forme par la feuille de style jointe, ou à défaut par une autre',
  source:
    'BIO/va1.08 : feuille jointe, ou à défaut celle de l’ANS (étapes déduites) ; le nom montré d’une feuille par défaut est libre : avertissement s’il ne dit pas l’ANS',
  appliesTo: 'lecture',
  parameters: z.object({
    /** File joined to the report; null when none is. */
    jointe: z.string().nullable(),
  }),
  check(inputs, { jointe }) {
    const { feuilleDeStyle: got } = observed(inputs, 'lecture', z.object({ feuilleDeStyle: z.string().nullable() }));
    const details = { where: 'feuilleDeStyle', expected: jointe ?? 'la feuille de style de l’ANS', got };
    if (jointe !== null) {
      return unless(shows(got ?? '', jointe), {
        ...details,
        code: 'feuille-jointe-ignoree',
        message: 'Le document n’est pas mis en forme par la feuille de style jointe.',
        remedy: 'Appliquez la feuille que nomme <?xml-stylesheet?> quand elle est dans l’archive, avant toute autre.',
      });
    }
    if (got === null || got.trim() === '') {
      const message = 'Le document sans feuille de style jointe n’est mis en forme par aucune.';
      const remedy =
        'Livrez avec le produit la feuille de style CDA de l’ANS, et appliquez-la à défaut de feuille jointe.';
      return unless(false, { ...details, code: 'feuille-absente', message, remedy });
    }
    return unless(/\b(?:ANS|ASIP|CI-SIS|CDA-FO)\b/i.test(got), {
      ...details,
      code: 'feuille-par-defaut',
      severity: 'avertissement',
      message: 'Le nom montré ne dit pas que c’est la feuille de style de l’ANS : à vérifier.',
      remedy:
        'Affichez le nom de la feuille appliquée (celle de l’ANS : CDA-FO), ou montrez au relecteur laquelle sert.',
    });
  },
});
