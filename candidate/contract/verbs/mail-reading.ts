import { z } from 'zod';
import { messageId, shown, text, type VerbDefinition } from './common.ts';

/** A line of a list of received documents. */
export const workLineSchema = z.object({
  message: messageId,
  patient: text.describe('Nom et prénom affichés du patient du document'),
  type: text.describe('Libellé affiché du type de document'),
  titre: text,
  auteur: text,
  date: text.describe('Date affichée du document'),
  etat: text.describe('État affiché : non lu, à rattacher, classé…'),
  alertes: z.array(text).describe('Signalements affichés sur la ligne'),
});

/** What the user reads in the mail and does of it, documents of the work list apart. */
export const mailReadingVerbs = {
  lireMessage: {
    kind: 'lecture',
    summary: 'Ouvrir un message reçu et lire ce qui en est affiché',
    args: z.object({ message: messageId }),
    result: z.object({
      expediteur: text.describe('Expéditeur affiché'),
      objet: text.describe('Objet affiché'),
      objetComplet: text
        .nullable()
        .describe('Objet tel qu’il est arrivé, préfixe technique compris, si l’écran le montre ; sinon rien'),
      texte: text,
      usagerNom: text
        .nullable()
        .describe('Nom de naissance affiché de l’usager qui écrit ; rien pour un message de professionnel'),
      usagerPrenom: text.nullable().describe('Premier prénom affiché de l’usager qui écrit'),
      usagerMatricule: text.nullable().describe('Matricule INS affiché de l’usager qui écrit'),
      accuseDemande: z.boolean().describe('vrai si l’écran dit que l’expéditeur demande un accusé de lecture'),
    }),
  },
  accuserLecture: {
    kind: 'action',
    summary: 'Depuis un message reçu, renvoyer à son expéditeur l’accusé de lecture qu’il demande',
    args: z.object({ message: messageId }),
    result: shown,
  },
  chercherUsager: {
    kind: 'lecture',
    summary: 'Pour écrire à un usager, le chercher par son nom dans la base des patients et lire ce qui est proposé',
    args: z.object({ nom: text.describe('Nom de naissance') }),
    result: z.object({
      critere: text.describe('Nom cherché, tel que le produit le réaffiche'),
      propositions: z.array(
        z.object({
          nom: text,
          prenom: text,
          adresse: text
            .nullable()
            .describe('Adresse dans Mon espace santé que le produit propose ; rien s’il ne permet pas de lui écrire'),
        }),
      ),
    }),
  },
  lireStatistiquesReception: {
    kind: 'lecture',
    summary: 'Lire, par type de document, combien de documents reçus par MSSanté ont été intégrés, et comment',
    args: z.object({}),
    result: z.object({
      lignes: z.array(
        z.object({
          type: text.describe('Libellé affiché du type de document'),
          automatiques: text.describe('Nombre de documents intégrés automatiquement'),
          manuels: text.describe('Nombre de documents intégrés par un utilisateur'),
          nonIntegres: text.describe('Nombre de documents qui ne sont pas intégrés'),
        }),
      ),
    }),
  },
  lireIntegresNonConsultes: {
    kind: 'lecture',
    summary: 'Ouvrir la liste des documents que le produit a intégrés seul et que personne n’a encore consultés',
    args: z.object({}),
    result: z.object({ lignes: z.array(workLineSchema) }),
  },
} as const satisfies Record<string, VerbDefinition>;
