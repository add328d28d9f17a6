import { z } from 'zod';
import { bandeauSchema, documentId, dossier, messages, text, type VerbDefinition } from './common.ts';
import { dmpDocument } from './dmp-consultation.ts';
import { documentType } from './documents.ts';

/** Documents of the file that came from outside: how they show, and what the DMP has besides. */
export const viewingVerbs = {
  lireDocumentIntegre: {
    kind: 'lecture',
    summary: 'Ouvrir un document intégré au dossier (CDA) et lire ce qui en est affiché',
    args: z.object({ dossier, document: documentId }),
    result: z.object({
      bandeau: bandeauSchema,
      titre: text,
      patient: text.describe('Patient affiché, d’après l’en-tête du document'),
      auteur: text.describe('Auteur affiché, d’après l’en-tête du document'),
      type: text.describe('Libellé affiché du type'),
      date: text.describe('Date affichée du document'),
      feuilleDeStyle: text
        .nullable()
        .describe('Nom affiché de la feuille de style qui met en forme le document ; rien si aucune'),
      corps: text.describe('Texte affiché du corps, mis en forme ; vide si le corps est un fichier'),
      fichier: text.describe('Nom affiché du fichier que le corps contient (PDF) ; vide s’il n’y en a pas'),
    }),
  },
  demanderDocumentDmp: {
    kind: 'action',
    summary:
      'Demander à voir un document de la liste du DMP, et lire ce que le produit répond avant de l’aller chercher',
    args: z.object({ dossier, repere: dmpDocument }),
    result: z.object({
      messages,
      document: documentId
        .nullable()
        .describe('Document du dossier que le produit montre à la place : sa copie locale ; rien s’il n’en a pas'),
    }),
  },
  lirePreremplissage: {
    kind: 'lecture',
    summary: 'Ouvrir un nouveau document de ce type et lire ce que le produit y a prérempli',
    args: z.object({ dossier, type: documentType }),
    result: z.object({ bandeau: bandeauSchema, texte: text.describe('Texte prérempli du document') }),
  },
} as const satisfies Record<string, VerbDefinition>;
