import { z } from 'zod';
import { messages, shown, text, type VerbDefinition } from './common.ts';
import { bal } from './mail.ts';

/** How the mailboxes are reached: configuration, sessions kept open, traces, revocation, addresses found while writing. */
export const mailConnectionVerbs = {
  configurerMessagerie: {
    kind: 'action',
    summary:
      'Configurer une boîte organisationnelle à partir de sa seule adresse (autoconfiguration de l’opérateur, à PROBANT_MSS_AUTOCONFIG_URL), puis tester la connexion',
    args: z.object({ adresse: text.describe('Adresse MSSanté de la boîte') }),
    result: z.object({
      serveurs: z
        .array(
          z.object({
            role: text.describe('Rôle affiché du serveur : envoi ou réception'),
            adresse: text.describe('Nom et port affichés du serveur, séparés par deux points'),
          }),
        )
        .describe('Serveurs affichés pour cette boîte une fois configurée ; vide si aucun'),
      messages,
    }),
  },
  ouvrirMessagerie: {
    kind: 'action',
    summary: 'Ouvrir la boîte et y rester connecté, la session de lecture restant ouverte',
    args: z.object({ bal }),
    result: shown,
  },
  fermerMessagerie: {
    kind: 'action',
    summary: 'Se déconnecter de la boîte, sans quitter le logiciel',
    args: z.object({ bal }),
    result: shown,
  },
  lireTracesMessagerie: {
    kind: 'lecture',
    summary: 'Lire les traces des traitements faits sur les boîtes aux lettres, tous patients confondus',
    args: z.object({}),
    result: z.object({
      lignes: z.array(
        z.object({
          date: text.describe('Date et heure affichées'),
          auteur: text,
          action: text.describe('Type d’action affiché'),
          demande: text.describe('Demande faite au serveur, telle qu’affichée'),
          reponse: text.describe('Réponse du serveur, telle qu’affichée'),
        }),
      ),
    }),
  },
  lireListesRevocation: {
    kind: 'lecture',
    summary: 'Lire les listes de certificats révoqués (CRL) que le produit garde pour la messagerie',
    args: z.object({}),
    result: z.object({
      listes: z.array(
        z.object({
          autorite: text.describe('Nom affiché de l’autorité, ou de sa liste'),
          fin: text.describe('Fin de validité affichée de la liste gardée (date et heure)'),
        }),
      ),
    }),
  },
  chercherDestinataire: {
    kind: 'lecture',
    summary: 'Pendant la rédaction d’un message, chercher un destinataire par son nom dans l’Annuaire Santé',
    args: z.object({ nom: text }),
    result: z.object({
      critere: text.describe('Nom cherché, tel qu’affiché'),
      messages,
      resultats: z.array(z.object({ nom: text, prenom: text, rpps: text, mssante: text })),
    }),
  },
  ecrireDepuisAnnuaire: {
    kind: 'action',
    summary:
      'Rédiger un message depuis la boîte personnelle, y chercher le destinataire dans l’Annuaire Santé, retenir son adresse, et envoyer',
    args: z.object({ nom: text, rpps: text, objet: text, texte: text }),
    result: z.object({
      destinataires: text.describe('Contenu affiché du champ des destinataires, l’adresse retenue'),
      messages,
    }),
  },
} as const satisfies Record<string, VerbDefinition>;
