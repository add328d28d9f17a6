import { z } from 'zod';
import {
  bandeauSchema,
  documentId,
  dossier,
  journalSchema,
  messageId,
  messages,
  shown,
  text,
  type VerbDefinition,
} from './common.ts';
import { workLineSchema } from './mail-reading.ts';

/** A mailbox of the product. */
export const bal = z
  .enum(['PER', 'APP', 'ORG'])
  .describe(
    'PER : boîte personnelle, ouverte par Pro Santé Connect ; APP : boîte applicative, ouverte par certificat ; ' +
      'ORG : la boîte organisationnelle configurée en dernier, ouverte par Pro Santé Connect',
  );
const adresse = text.describe('Adresse MSSanté');

/** The MSSanté mailboxes: what is sent, what is received, what is filed. */
export const mailVerbs = {
  envoyerMessage: {
    kind: 'action',
    summary: 'Écrire et envoyer un message libre, sans document',
    args: z.object({
      bal,
      destinataires: z.array(adresse),
      objet: text,
      texte: text,
      reponseA: messageId.nullable().describe('Message auquel on répond ; rien (null) pour un nouveau message'),
      accuseReception: z.boolean().describe('Demander un accusé de réception'),
      accuseLecture: z.boolean().describe('Demander un accusé de lecture'),
    }),
    result: shown,
  },
  envoyerDocument: {
    kind: 'action',
    summary: 'Envoyer un document validé du dossier à des professionnels par MSSanté',
    args: z.object({ dossier, document: documentId, bal, destinataires: z.array(adresse) }),
    result: shown,
  },
  ecrireAuPatient: {
    kind: 'action',
    summary:
      'Depuis le dossier, envoyer au patient, dans Mon espace santé, un message et un document du dossier s’il est donné',
    args: z.object({
      dossier,
      document: documentId.nullable(),
      texte: text,
      finEchange: z.boolean().describe('Empêcher le patient de répondre'),
    }),
    result: z.object({
      destinataire: text
        .nullable()
        .describe('Adresse du patient, telle qu’affichée ; rien si le produit n’en propose pas'),
      messages,
    }),
  },
  enregistrerRefus: {
    kind: 'action',
    summary: 'Enregistrer, ou lever, le refus du patient pour un moyen de transmission',
    args: z.object({
      dossier,
      canal: z
        .enum(['mss_patient', 'mss_pro', 'dmp'])
        .describe('mss_patient : Mon espace santé ; mss_pro : envois aux professionnels ; dmp : dépôts au DMP'),
      refus: z.boolean(),
    }),
    result: shown,
  },
  releverMessagerie: {
    kind: 'action',
    summary: 'Relever la boîte aux lettres',
    args: z.object({ bal }),
    result: shown,
  },
  lireMessagerie: {
    kind: 'lecture',
    summary: 'Lire la liste des messages reçus et envoyés',
    args: z.object({}),
    result: z.object({
      lignes: z.array(
        z.object({
          message: messageId,
          sens: z.enum(['recu', 'envoye']),
          correspondant: text.describe('Expéditeur ou destinataires affichés'),
          nature: text.describe('Nature affichée du correspondant : professionnel ou patient'),
          objet: text,
          date: text.describe('Date affichée'),
          documents: z.boolean().describe('vrai si la ligne signale un document joint (archive IHE_XDM)'),
          accuse: text.describe('Accusé affiché pour un message envoyé : reçu, lu, échec… ; vide si aucun'),
        }),
      ),
    }),
  },
  lireListeTravail: {
    kind: 'lecture',
    summary: 'Ouvrir la liste de travail des documents reçus et non traités',
    args: z.object({
      tri: z.enum(['date', 'patient', 'type']).optional().describe('Colonne de tri ; absente : l’ordre par défaut'),
      patient: text.optional().describe('Ne montrer que ce patient (nom)'),
      type: text.optional().describe('Ne montrer que ce type de document (libellé affiché)'),
      date: text.optional().describe('Ne montrer que les documents de ce jour (AAAA-MM-JJ)'),
    }),
    result: z.object({
      lignes: z.array(workLineSchema),
    }),
  },
  classerDocument: {
    kind: 'action',
    summary: 'Classer en une action le document reçu dans le dossier que le produit propose',
    args: z.object({ message: messageId }),
    result: z.object({ dossier: dossier.nullable(), messages }),
  },
  placerEnListeTravail: {
    kind: 'action',
    summary: 'Placer un message reçu dans la liste de travail',
    args: z.object({ message: messageId }),
    result: shown,
  },
  lireDocumentRecu: {
    kind: 'lecture',
    summary: 'Ouvrir le document reçu et lire ce qui en est affiché',
    args: z.object({
      message: messageId,
      unite: text.optional().describe('Unité choisie pour l’affichage des résultats ; absente : celle du document'),
    }),
    result: z.object({
      patient: text.describe('Nom et prénom affichés du patient du document'),
      titre: text,
      auteur: text,
      type: text,
      feuilleDeStyle: text.nullable().describe('Nom affiché de la feuille de style qui met en forme le document'),
      alertes: z.array(text).describe('Alertes affichées avec le document'),
      resultats: z.array(
        z.object({
          analyse: text,
          valeur: text,
          unite: text,
          reference: text.describe('Intervalle de référence affiché'),
          interpretation: text.describe('Interprétation affichée : normal, anormal, critique… ; vide si aucune'),
          historique: text.describe('Ancienne valeur affichée, pour un résultat modifié ou supprimé ; vide si aucune'),
        }),
      ),
    }),
  },
  testerConnexion: {
    kind: 'action',
    summary: 'Lancer le test de connexion à un serveur d’envoi, dont l’adresse est donnée au produit par le banc',
    args: z.object({
      serveur: z
        .enum([
          'operateur',
          'certificat_expire',
          'autorite_etrangere',
          'certificat_revoque',
          'tls11',
          'suite_interdite',
          'ecdh_224',
        ])
        .describe(
          'operateur : PROBANT_MSS_SMTP ; certificat_expire : PROBANT_MSS_SMTP_EXPIRE ; autorite_etrangere : PROBANT_MSS_SMTP_ETRANGER ; ' +
            'certificat_revoque : PROBANT_MSS_SMTP_REVOQUE ; tls11 : PROBANT_MSS_SMTP_TLS11 ; suite_interdite : PROBANT_MSS_SMTP_SUITE ; ' +
            'ecdh_224 : PROBANT_MSS_SMTP_ECDH',
        ),
    }),
    result: shown,
  },
  lireJournalEchanges: {
    kind: 'lecture',
    summary: 'Lire le journal des échanges (envois, dépôts, réceptions) du patient',
    args: z.object({ dossier }),
    result: z.object({ bandeau: bandeauSchema, lignes: journalSchema.shape.lignes }),
  },
} as const satisfies Record<string, VerbDefinition>;
