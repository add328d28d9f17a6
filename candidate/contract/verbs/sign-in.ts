import { z } from 'zod';
import { dossier, linesOf, messages, shown, text, type VerbDefinition } from './common.ts';

const compte = text.describe('Identifiant du compte dans le produit, tel que rendu par creerCompte');
const professionnel = text.describe('Identifiant national du professionnel : 8 suivi de ses 11 chiffres RPPS');

/** Sign-in of the users: Pro Santé Connect, and the product's own means. */
export const signInVerbs = {
  creerCompte: {
    kind: 'action',
    summary: 'Créer le compte local d’un professionnel de santé et y enregistrer son RPPS',
    args: z.object({ nom: text, prenom: text, rpps: text.describe('11 chiffres') }),
    result: z.object({
      compte: compte.nullable().describe('Identifiant du compte créé ; rien (null) si le produit n’a rien créé'),
      messages,
    }),
  },
  lireEcranConnexion: {
    kind: 'lecture',
    summary: 'Lire l’écran de connexion, puis les conditions générales d’utilisation auxquelles il mène',
    args: z.object({}),
    result: z.object({
      moyens: z.array(text).describe('Libellés des moyens de connexion proposés'),
      conditions: text.describe('Texte des conditions générales d’utilisation ; vide si l’écran n’y mène pas'),
    }),
  },
  connecterParPsc: {
    kind: 'action',
    summary:
      'Se connecter par Pro Santé Connect, après avoir quitté l’écran de la session précédente : bouton Pro Santé Connect, page du service, retour',
    args: z.object({
      professionnel,
      moyen: z.enum(['e-CPS', 'CPS']).describe('Moyen d’authentification à choisir sur la page de Pro Santé Connect'),
      navigateur: z
        .enum(['meme', 'externe'])
        .describe('meme : celui où le produit s’affiche ; externe : un autre, que le produit fait ouvrir'),
    }),
    result: shown,
  },
  demanderConnexionPsc: {
    kind: 'action',
    summary: 'Demander la connexion d’un professionnel par Pro Santé Connect sans navigateur (CIBA)',
    args: z.object({ professionnel, moyen: z.enum(['e-CPS', 'CPS']) }),
    result: z.object({
      message: text.describe('Ce que l’écran d’attente montre, avec les deux chiffres à comparer'),
    }),
  },
  connecterParCompte: {
    kind: 'action',
    summary: 'Se connecter par le moyen propre au produit, sans Pro Santé Connect',
    args: z.object({ compte }),
    result: shown,
  },
  fermerSession: {
    kind: 'action',
    summary: 'Se déconnecter depuis l’interface du produit',
    args: z.object({}),
    result: shown,
  },
  lireSession: {
    kind: 'lecture',
    summary: 'Lire qui est connecté ; si le produit attend Pro Santé Connect, lire quand il a fini d’attendre',
    args: z.object({}),
    result: z.object({
      utilisateur: text.describe('Nom affiché de l’utilisateur connecté ; vide si personne'),
      compte: text.describe('Identifiant affiché de son compte ; vide si aucun'),
      identifiant: text.describe('Identifiant national affiché du professionnel ; vide si aucun'),
      moyen: text.describe('Moyen de connexion affiché ; vide si aucun'),
      erreur: text.describe('Erreur affichée ; vide si aucune'),
    }),
  },
  lireTracesAppels: {
    kind: 'lecture',
    summary: 'Lire la trace des appels aux téléservices pour le patient : qui appelle, et sous quelle authentification',
    args: z.object({ dossier }),
    result: linesOf({
      date: text.describe('Date et heure affichées'),
      service: text.describe('Téléservice appelé : INSi, DMP…'),
      operation: text,
      utilisateur: text,
      authentification: text.describe('Mode d’authentification affiché'),
      identifiant: text.describe('Identifiant national véhiculé ; vide si aucun'),
    }),
  },
} as const satisfies Record<string, VerbDefinition>;
