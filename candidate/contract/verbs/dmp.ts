import { z } from 'zod';
import { bandeauSchema, documentId, dossier, file, messages, shown, text, type VerbDefinition } from './common.ts';
import { dmpDocument, dmpListSchema } from './dmp-consultation.ts';

/** The patient's DMP. */
export const dmpVerbs = {
  consulterDmp: {
    kind: 'action',
    summary: 'Ouvrir le DMP du patient : existence, autorisation et liste des documents',
    args: z.object({ dossier }),
    result: dmpListSchema,
  },
  autoriserDmp: {
    kind: 'action',
    summary: 'Déclarer l’autorisation d’accès au DMP, avec le consentement du patient',
    args: z.object({ dossier }),
    result: shown,
  },
  deposerDmp: {
    kind: 'action',
    summary: 'Déposer le document validé dans le DMP ; une nouvelle version remplace celle qui y est',
    args: z.object({
      dossier,
      document: documentId,
      masquePs: z.boolean().describe('Masquer le document aux professionnels de santé'),
      invisiblePatient: z.boolean().describe('Ne pas le rendre visible au patient'),
      invisibleRepresentants: z.boolean().describe('Ne pas le rendre visible aux représentants légaux'),
    }),
    result: shown,
  },
  supprimerDuDmp: {
    kind: 'action',
    summary: 'Supprimer du DMP le document qui y a été déposé',
    args: z.object({ dossier, document: documentId }),
    result: shown,
  },
  ouvrirDocumentDmp: {
    kind: 'action',
    summary: 'Ouvrir un document du DMP et en obtenir le fichier',
    args: z.object({ dossier, repere: dmpDocument }),
    result: file,
  },
  ouvrirWebPs: {
    kind: 'action',
    summary: 'Depuis le dossier, ouvrir l’accès Web-PS du DMP par appel contextuel (TD0.9)',
    args: z.object({
      dossier,
      page: z
        .enum(['TableauDeBord', 'DossierPatient'])
        .describe('Page d’arrivée : tableau de bord, dossier du patient'),
    }),
    result: z.object({
      bandeau: bandeauSchema,
      titre: text.nullable().describe('Titre de la page ouverte ; rien si aucune ne s’est ouverte'),
      messages,
    }),
  },
} as const satisfies Record<string, VerbDefinition>;
