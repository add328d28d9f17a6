import { z } from 'zod';
import { messages, shown, text, type VerbDefinition } from './common.ts';

/** The national directory of professionals, as the product holds it. */
export const directoryVerbs = {
  chargerAnnuaire: {
    kind: 'action',
    summary: 'Lancer le chargement de l’extraction publique de l’Annuaire Santé',
    args: z.object({}),
    result: shown,
  },
  lireEtatAnnuaire: {
    kind: 'lecture',
    summary: 'Lire où en est le chargement automatique de l’Annuaire Santé',
    args: z.object({}),
    result: z.object({
      automatique: text.describe('Date et heure du dernier chargement fait sans intervention'),
      prochain: text.describe('Date prévue du prochain chargement automatique'),
      professionnels: text.describe('Nombre de professionnels chargés'),
    }),
  },
  chercherAnnuaire: {
    kind: 'lecture',
    summary: 'Chercher un professionnel dans l’annuaire du produit',
    args: z.object({ nom: text }),
    result: z.object({
      critere: text.describe('Critère de recherche, tel que le produit le réaffiche'),
      messages,
      resultats: z.array(
        z.object({
          nom: text,
          prenom: text,
          rpps: text,
          profession: text,
          commune: text,
          mssante: text.describe('Adresses MSSanté affichées ; vide si aucune'),
        }),
      ),
    }),
  },
  lireUtilisateur: {
    kind: 'lecture',
    summary: 'Lire la fiche de l’utilisateur connecté, tenue à jour depuis l’annuaire',
    args: z.object({}),
    result: z.object({ nom: text, prenom: text, rpps: text, profession: text, mssante: text, commune: text }),
  },
  ajouterCorrespondant: {
    kind: 'action',
    summary: 'Créer la fiche d’un correspondant depuis l’annuaire',
    args: z.object({ rpps: text }),
    result: shown,
  },
  lireCorrespondant: {
    kind: 'lecture',
    summary: 'Lire la fiche d’un correspondant',
    args: z.object({ rpps: text }),
    result: z.object({ nom: text, prenom: text, rpps: text, profession: text, mssante: text, commune: text }),
  },
} as const satisfies Record<string, VerbDefinition>;
