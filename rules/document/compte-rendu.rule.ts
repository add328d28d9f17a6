import { z } from 'zod';
import { unless } from '../findings.ts';
import { shows } from '../messagerie/shown.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

const readSchema = z.object({
  titre: z.string(),
  forme: z.string(),
  feuilleDeStyle: z.string().nullable(),
  destinataires: z.array(z.string()),
  mentions: z.array(z.string()),
  resultats: z.array(z.object({ analyse: z.string(), valeur: z.string(), unite: z.string() })),
});

export const compteRendu = defineRule({
  id: 'document.compte-rendu',
  version: '1',
  title: 'Le compte rendu visualisé est celui qui est demandé, sous sa forme, avec ce qu’il doit montrer',
  source:
    'DOC/va1.18, DOC/va1.23, DOC/va1.25, DOC/va1.29, MSS/va1.36 (étapes déduites) ; les mots des formes sont libres : N3, N1 ou PDF y est cherché',
  appliesTo: 'lecture',
  parameters: z.object({
    titre: z.string(),
    forme: z.enum(['N3', 'N1', 'PDF']).optional(),
    /** True when the name of the style sheet must be shown. */
    feuilleDeStyle: z.boolean().default(false),
    destinataires: z.array(z.string()).default([]),
    mentions: z.array(z.string()).default([]),
    /** Values of the results that must be shown. */
    valeurs: z.array(z.string()).default([]),
  }),
  check(inputs, { titre, forme, feuilleDeStyle, destinataires, mentions, valeurs }) {
    const read = observed(inputs, 'lecture', readSchema);
    const within = (shown: readonly string[], wanted: string): boolean => shown.some((one) => shows(one, wanted));
    const rows = [
      ['titre', shows(read.titre, titre), titre, read.titre],
      ['forme', forme === undefined || shows(read.forme, forme), forme, read.forme],
      ['feuilleDeStyle', !feuilleDeStyle || (read.feuilleDeStyle ?? '').trim() !== '', 'un nom', read.feuilleDeStyle],
      [
        'destinataires',
        destinataires.every((one) => within(read.destinataires, one)),
        destinataires,
        read.destinataires,
      ],
      ['mentions', mentions.every((one) => within(read.mentions, one)), mentions, read.mentions],
      [
        'resultats',
        valeurs.every((one) => read.resultats.some(({ valeur }) => valeur.includes(one))),
        valeurs,
        read.resultats.map(({ valeur }) => valeur),
      ],
    ] as const;
    return rows.flatMap(([where, right, expected, got]) =>
      unless(right, {
        code: `${where.toLowerCase().replace('feuilledestyle', 'feuille-de-style')}-non-montre`,
        where,
        expected,
        got,
        message: 'L’écran ne montre pas du compte rendu ce qui est attendu.',
        remedy:
          'Montrez le compte rendu choisi, sous la forme choisie : titre, destinataires, mentions et résultats du document lui-même, et le nom de la feuille de style qui le met en forme.',
      }),
    );
  },
});
