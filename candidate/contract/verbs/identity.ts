import { z } from 'zod';
import {
  attributSchema,
  bandeauSchema,
  dossier,
  file,
  journalSchema,
  linesOf,
  messages,
  saisieSchema,
  shown,
  statutSchema,
  text,
  type VerbDefinition,
} from './common.ts';

const justificatif = z
  .enum(['CN', 'PA', 'CS'])
  .describe('CN : carte nationale d’identité ; PA : passeport ; CS : carte de séjour');

const ficheSchema = z.object({
  bandeau: bandeauSchema,
  traits: z.object({
    nomNaissance: text.nullable(),
    prenom: text.nullable(),
    prenoms: text.nullable(),
    sexe: text.nullable().describe('M ou F'),
    dateNaissance: text.nullable().describe('AAAA-MM-JJ'),
    lieuNaissance: text.nullable(),
    nomUtilise: text.nullable(),
    prenomUtilise: text.nullable(),
    telephone: text.nullable(),
  }),
  statut: statutSchema.nullable(),
  attributs: z.array(attributSchema),
  matricule: text.nullable().describe('13 caractères et clé, sans espace ; null si rien n’est affiché'),
  oid: text.nullable(),
  justificatif: text.nullable().describe('Nature du justificatif enregistré'),
  verrouilles: z.array(text).describe('Noms des champs affichés comme non modifiables (traits, matricule, oid)'),
  alertes: z.array(text).describe('Alertes permanentes affichées sur la fiche'),
});

const rechercheSchema = z.object({
  critere: text.describe('Critère de recherche, tel que le produit le réaffiche'),
  messages,
  resultats: z.array(
    z.object({
      dossier,
      nomNaissance: text,
      prenom: text,
      dateNaissance: text.describe('AAAA-MM-JJ'),
      nomUtilise: text.nullable(),
    }),
  ),
});

/** What the screen of the teleservice shows after a call. */
const insiScreen = z.object({
  bandeau: bandeauSchema,
  messages,
  comparatif: z
    .array(
      z.object({
        trait: text.describe('nomNaissance, prenom, prenoms, sexe, dateNaissance ou lieuNaissance'),
        local: text.nullable(),
        insi: text.nullable(),
        signale: z.boolean().describe('vrai si l’écran met la ligne en évidence'),
      }),
    )
    .describe('Comparatif affiché entre les traits locaux et ceux d’INSi ; vide si aucun'),
  acceptation: z.boolean().describe('vrai si l’écran propose d’accepter le retour'),
});

/** Identities, and INSi. */
export const identityVerbs = {
  ouvrirSession: {
    kind: 'action',
    summary: 'Ouvrir une session avec le profil demandé, après avoir fermé la précédente',
    args: z.object({
      profil: z
        .enum(['ordinaire', 'autre_praticien', 'superutilisateur', 'sans_insi', 'sans_ins'])
        .describe(
          'ordinaire : habilité à INSi ; autre_praticien : un autre professionnel, d’un autre RPPS et d’un autre service ; superutilisateur : peut modifier les traits verrouillés ; sans_insi : non habilité à INSi ; ' +
            'sans_ins : non habilité à voir le matricule INS',
        ),
    }),
    result: z.object({ utilisateur: text.describe('Nom affiché de l’utilisateur connecté') }),
  },
  creerIdentite: {
    kind: 'action',
    summary: 'Créer une identité avec les seuls traits donnés, et enregistrer',
    args: z.object({ traits: saisieSchema }),
    result: z.object({
      dossier: dossier.nullable().describe('Identifiant du dossier créé ; rien (null) si le produit n’a rien créé'),
      messages,
    }),
  },
  modifierIdentite: {
    kind: 'action',
    summary: 'Modifier les traits donnés d’une identité, et enregistrer',
    args: z.object({ dossier, traits: saisieSchema }),
    result: z.object({ messages }),
  },
  enregistrerJustificatif: {
    kind: 'action',
    summary:
      'Enregistrer la nature du justificatif présenté, sans valider l’identité à la main : le produit la valide de lui-même s’il est réglé ainsi',
    args: z.object({ dossier, justificatif }),
    result: shown,
  },
  validerIdentite: {
    kind: 'action',
    summary: 'Enregistrer le contrôle de l’identité sur le justificatif donné',
    args: z.object({ dossier, justificatif }),
    result: z.object({ messages }),
  },
  poserAttribut: {
    kind: 'action',
    summary: 'Marquer l’identité de l’attribut donné',
    args: z.object({ dossier, attribut: attributSchema }),
    result: z.object({ messages }),
  },
  retirerAttribut: {
    kind: 'action',
    summary: 'Retirer l’attribut donné de l’identité',
    args: z.object({ dossier, attribut: attributSchema }),
    result: z.object({ messages }),
  },
  appelerInsi: {
    kind: 'action',
    summary: 'Demander l’appel du téléservice INSi pour le dossier, sans encore accepter son retour',
    args: z.object({ dossier }),
    result: insiScreen,
  },
  appelerInsiParCarte: {
    kind: 'action',
    summary: 'Demander l’appel du téléservice INSi par la carte CPx du professionnel, sans encore accepter son retour',
    args: z.object({ dossier }),
    result: insiScreen,
  },
  accepterInsi: {
    kind: 'action',
    summary: 'Accepter le retour INSi affiché',
    args: z.object({ dossier }),
    result: z.object({ messages }),
  },
  produireDocument: {
    kind: 'action',
    summary: 'Produire le document ou le message destiné à être transmis pour ce patient',
    args: z.object({ dossier }),
    result: file,
  },
  chercherParMatricule: {
    kind: 'lecture',
    summary: 'Rechercher un patient par le matricule saisi',
    args: z.object({ matricule: text }),
    result: rechercheSchema,
  },
  chercherParTraits: {
    kind: 'lecture',
    summary: 'Rechercher un patient par nom de naissance, prénom et date de naissance, ou leurs premiers caractères',
    args: z.object({
      nomNaissance: text.describe('Nom ou ses premiers caractères ; vide pour ne pas chercher par nom'),
      prenom: text.optional().describe('Prénom ou ses premiers caractères'),
      dateNaissance: text.optional().describe('AAAA-MM-JJ'),
    }),
    result: rechercheSchema,
  },
  lireFiche: {
    kind: 'lecture',
    summary: 'Ouvrir la fiche d’identité du patient et en lire les champs affichés',
    args: z.object({ dossier }),
    result: ficheSchema,
  },
  lireHistorique: {
    kind: 'lecture',
    summary: 'Lire l’historique des statuts et modifications de l’identité',
    args: z.object({ dossier }),
    result: linesOf({
      date: text.describe('Date et heure affichées'),
      auteur: text,
      champ: text.describe('Champ modifié ; « statut » pour un changement de statut'),
      ancien: text.describe(
        'Ancienne valeur affichée ; pour un statut, son code PROV, RECUP, VALI ou QUAL ; vide si aucune',
      ),
      nouveau: text.describe('Nouvelle valeur affichée, de même forme'),
    }),
  },
  lireJournalAcces: {
    kind: 'lecture',
    summary: 'Lire le journal des accès à l’identité du patient',
    args: z.object({ dossier }),
    result: journalSchema,
  },
  lireJournalInsi: {
    kind: 'lecture',
    summary: 'Lire le journal des appels INSi du patient',
    args: z.object({ dossier }),
    result: linesOf({
      date: text.describe('Date et heure affichées'),
      auteur: text,
      operation: text.describe('Opération affichée (recherche par traits, par carte Vitale, vérification…)'),
      codeRetour: text.nullable().describe('00, 01, 02, ou null si INSi a répondu une erreur'),
      erreur: text.nullable().describe('Texte de l’erreur affichée'),
      matricule: text.nullable().describe('13 caractères et clé'),
      oid: text.nullable(),
      historique: z.array(text).describe('Matricules historiques, 13 caractères et clé'),
      traits: text.nullable().describe('Traits retournés, tels qu’affichés'),
    }),
  },
} as const satisfies Record<string, VerbDefinition>;
