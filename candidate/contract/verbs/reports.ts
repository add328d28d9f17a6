import { z } from 'zod';
import {
  bandeauSchema,
  destinataire,
  documentId,
  dossier,
  messages,
  shown,
  text,
  type VerbDefinition,
} from './common.ts';

const resultat = z.object({
  code: text.describe('Code LOINC de l’analyse'),
  analyse: text,
  valeur: text,
  unite: text.describe('Unité, en UCUM'),
  bas: text.describe('Borne basse de l’intervalle de référence'),
  haut: text.describe('Borne haute de l’intervalle de référence'),
  automatique: z.boolean().describe('vrai si l’examen a été validé automatiquement'),
  sousTraitant: text.nullable().describe('Laboratoire qui a fait l’examen ; rien (null) si c’est celui-ci'),
});

const diffusion = {
  bloquerDmp: z.boolean().describe('Ne pas déposer ce compte rendu au DMP (expertise, examen particulier)'),
  masquePs: z.boolean().describe('Masquer le document aux destinataires de santé'),
  invisiblePatient: z.boolean().describe('Ne pas le rendre visible au patient'),
  invisibleRepresentants: z.boolean().describe('Ne pas le rendre visible aux représentants légaux'),
};

const partiel = z.boolean().describe('vrai si d’autres résultats sont attendus');

const created = z.object({
  document: documentId.nullable().describe('Identifiant du document ; rien (null) si le produit n’a rien enregistré'),
  messages,
});

/** Reports of imaging and of biology: written, completed, diffused, shown. */
export const reportVerbs = {
  redigerCompteRendu: {
    kind: 'action',
    summary: 'Rédiger un compte rendu pour les correspondants donnés, et l’enregistrer sans encore le valider',
    args: z.object({
      dossier,
      type: z
        .enum(['cr_imagerie', 'cr_biologie', 'compte_rendu'])
        .describe(
          'cr_imagerie : compte rendu d’imagerie ; cr_biologie : compte rendu d’examens biologiques ; compte_rendu : celui des ' +
            'deux que le produit rédige',
        ),
      titre: text,
      texte: text,
      demandeur: destinataire.describe('Le professionnel qui a demandé l’examen'),
      destinataires: z.array(destinataire).describe('Les autres destinataires du compte rendu'),
      resultats: z.array(resultat).describe('Résultats de biologie ; aucun pour l’imagerie'),
      partiel,
    }),
    result: created,
  },
  completerCompteRendu: {
    kind: 'action',
    summary: 'Écrire la version complète d’un compte rendu partiel, avec tous ses résultats, et l’enregistrer',
    args: z.object({ dossier, document: documentId, texte: text, resultats: z.array(resultat), partiel }),
    result: created,
  },
  reglerDiffusion: {
    kind: 'action',
    summary: 'Avant de valider le compte rendu, choisir s’il va au DMP et à qui il y est montré',
    args: z.object({ dossier, document: documentId, ...diffusion }),
    result: shown,
  },
  lireCompteRendu: {
    kind: 'lecture',
    summary: 'Visualiser le compte rendu sous la forme demandée, et lire ce qui en est affiché',
    args: z.object({
      dossier,
      document: documentId,
      forme: z.enum(['n3', 'n1', 'pdf']).describe('n3 : CDA R2 N3 ; n1 : CDA R2 N1 ; pdf : PDF/A-1'),
    }),
    result: z.object({
      bandeau: bandeauSchema,
      titre: text,
      forme: text.describe('Forme affichée : CDA R2 N3, CDA R2 N1, PDF/A-1'),
      feuilleDeStyle: text.nullable().describe('Nom affiché de la feuille de style qui met en forme le document'),
      destinataires: z.array(text).describe('Destinataires affichés, demandeur compris'),
      mentions: z.array(text).describe('Mentions affichées (validation automatique, accréditation…)'),
      resultats: z.array(z.object({ analyse: text, valeur: text, unite: text })),
    }),
  },
  prevenirDestinataires: {
    kind: 'action',
    summary: 'Envoyer le message type aux destinataires du compte rendu supprimé',
    args: z.object({ dossier, document: documentId }),
    result: shown,
  },
} as const satisfies Record<string, VerbDefinition>;
