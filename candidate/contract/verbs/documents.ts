import { z } from 'zod';
import {
  destinataire,
  documentId,
  dossier,
  file,
  linesOf,
  messages,
  shown,
  text,
  type VerbDefinition,
} from './common.ts';

/** Kind of a document that the product writes. */
export const documentType = z
  .enum(['courrier', 'ordonnance', 'synthese', 'lettre_sortie', 'compte_rendu_operatoire', 'ordonnance_sortie'])
  .describe(
    'courrier : lettre de liaison à l’entrée ; ordonnance : prescription ; synthese : volet de synthèse médicale ; ' +
      'lettre_sortie : lettre de liaison à la sortie d’un établissement ; compte_rendu_operatoire ; ordonnance_sortie',
  );

/** The answer of an action that writes a document. */
export const created = z.object({
  document: documentId.nullable().describe('Identifiant du document ; rien (null) si le produit n’a rien enregistré'),
  messages,
});

/** Documents of a patient's file: written, versioned, deleted, handed over. */
export const documentVerbs = {
  creerDocument: {
    kind: 'action',
    summary: 'Rédiger un document dans le dossier du patient et l’enregistrer, sans encore le valider',
    args: z.object({
      dossier,
      type: documentType,
      titre: text,
      texte: text,
    }),
    result: created,
  },
  designerDestinataires: {
    kind: 'action',
    summary: 'Désigner les destinataires de la diffusion du document, avant de le valider : ceux-ci, et nul autre',
    args: z.object({ dossier, document: documentId, destinataires: z.array(destinataire) }),
    result: shown,
  },
  validerDocument: {
    kind: 'action',
    summary: 'Valider le document ; le produit l’envoie alors s’il est réglé pour l’envoyer seul',
    args: z.object({ dossier, document: documentId }),
    result: shown,
  },
  remplacerDocument: {
    kind: 'action',
    summary: 'Écrire une nouvelle version du document, qui annule et remplace la précédente, et l’enregistrer',
    args: z.object({ dossier, document: documentId, texte: text }),
    result: created,
  },
  supprimerDocument: {
    kind: 'action',
    summary: 'Supprimer le document du dossier du patient',
    args: z.object({ dossier, document: documentId }),
    result: shown,
  },
  exporterDocument: {
    kind: 'action',
    summary: 'Obtenir le fichier du document sous la forme demandée',
    args: z.object({
      dossier,
      document: documentId,
      forme: z
        .enum(['pdf', 'cda', 'cda_n1', 'xdm'])
        .describe(
          'pdf : le PDF/A-1 ; cda : le CDA R2 ; cda_n1 : le CDA R2 N1 d’un compte rendu que « cda » donne en N3 ; xdm : l’archive IHE_XDM',
        ),
    }),
    result: file,
  },
  lireDocuments: {
    kind: 'lecture',
    summary: 'Lire la liste des documents du dossier du patient',
    args: z.object({
      dossier,
      tri: z.enum(['date', 'type']).optional().describe('Colonne de tri ; absente : l’ordre par défaut'),
    }),
    result: linesOf({
      document: documentId,
      titre: text,
      type: text.describe('Libellé affiché du type'),
      version: text,
      etat: text.describe('État affiché : brouillon, validé, remplacé, supprimé…'),
      date: text.describe('Date affichée de la création du document'),
      origine: text.describe('D’où vient le document : « cabinet », DMP, MSSanté, et l’auteur ou l’expéditeur affiché'),
      partages: text.describe('Envois et dépôts affichés pour ce document ; vide si aucun'),
    }),
  },
} as const satisfies Record<string, VerbDefinition>;
