import { z } from 'zod';
import { documentId, dossier, linesOf, shown, text, type VerbDefinition } from './common.ts';
import { created, documentType } from './documents.ts';

/** What of the former documents is wanted; what is left out filters nothing. */
const filtres = {
  debut: text.optional().describe('Premier jour de la période des actes (AAAA-MM-JJ)'),
  fin: text.optional().describe('Dernier jour de la période des actes (AAAA-MM-JJ)'),
  type: documentType.optional(),
  auteur: text.optional().describe('Nom de l’auteur'),
};

/** The history of a patient: documents of before, deposited in the DMP by lots. */
export const historyVerbs = {
  reprendreDocument: {
    kind: 'action',
    summary: 'Reprendre dans le dossier, validé, un document d’un épisode antérieur, à sa date et sous son auteur',
    args: z.object({
      dossier,
      type: documentType,
      titre: text,
      texte: text,
      date: text.describe('Date de l’acte (AAAA-MM-JJ)'),
      auteur: z.object({ nom: text, prenom: text, rpps: text.describe('RPPS de l’auteur, 11 chiffres') }),
    }),
    result: created,
  },
  lireDocumentsAnterieurs: {
    kind: 'lecture',
    summary: 'Lire la liste des documents que l’historique du patient peut déposer au DMP',
    args: z.object({ dossier, ...filtres }),
    result: linesOf({
      document: documentId,
      titre: text,
      type: text.describe('Libellé affiché du type'),
      auteur: text,
      date: text.describe('Date affichée de l’acte'),
      depot: text.describe('Ce que la ligne dit du dépôt au DMP : déjà déposé, à déposer…'),
    }),
  },
  deposerHistorique: {
    kind: 'action',
    summary: 'Déposer au DMP, en lot, les documents antérieurs du patient que les filtres retiennent',
    args: z.object({ dossier, ...filtres }),
    result: shown,
  },
  lireIndicateurHistorique: {
    kind: 'lecture',
    summary: 'Lire l’indicateur mensuel du dépôt de l’historique',
    args: z.object({}),
    result: z.object({
      lignes: z.array(
        z.object({
          mois: text.describe('Mois affiché du dépôt'),
          auteur: text.describe('Auteur affiché des documents'),
          deposes: text.describe('Nombre de documents déposés'),
          patients: text.describe('Nombre de patients concernés'),
          echecs: text.describe('Nombre de dépôts en échec'),
        }),
      ),
    }),
  },
} as const satisfies Record<string, VerbDefinition>;
