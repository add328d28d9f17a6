import { z } from 'zod';

/** Any text. */
export const text = z.string();
/** What the screen says after an action. */
export const messages = z
  .array(text)
  .describe('Messages affichés à l’utilisateur à la suite de l’action, tels quels ; vide si aucun');
/** A patient's file. */
export const dossier = text.describe('Identifiant du dossier dans le produit, tel que rendu par creerIdentite');
/** A document of a patient's file. */
export const documentId = text.describe('Identifiant du document dans le produit, tel que rendu par creerDocument');
/** A mail of the product's mailboxes. */
export const messageId = text.describe('Identifiant du message dans le produit, tel que rendu par lireMessagerie');
/** The answer of an action that shows nothing but messages. */
export const shown = z.object({ messages });
/** A professional to whom a document goes. */
export const destinataire = z.object({
  nom: text,
  prenom: text,
  rpps: text.describe('11 chiffres'),
  mssante: text.describe('Adresse MSSanté'),
});
/** A file that the product hands over. */
export const file = z.object({
  nom: text.describe('Nom du fichier'),
  typeMime: text,
  contenu: text.describe('Octets du document, en base64'),
});

/** Identity status of the RNIV (facts, INSi §1.11). */
export const statutSchema = z.enum(['PROV', 'RECUP', 'VALI', 'QUAL']);
/** Identity attributes of the RNIV. */
export const attributSchema = z.enum(['douteuse', 'fictive', 'homonyme']);

/** Traits as a user types them; any may be left out, so that incomplete creations can be tried. */
export const saisieSchema = z
  .object({
    nomNaissance: text,
    prenom: text.describe('Premier prénom de naissance'),
    prenoms: text.describe('Liste des prénoms de naissance, séparés par des espaces'),
    sexe: z.enum(['M', 'F']),
    dateNaissance: text.describe('AAAA-MM-JJ'),
    lieuNaissance: text.describe('Code officiel géographique, 5 caractères'),
    nomUtilise: text,
    prenomUtilise: text,
    telephone: text,
  })
  .partial();

/** The identity banner: what every screen about a patient shows, and by which a read is recognised. */
export const bandeauSchema = z.object({
  nomNaissance: text.nullable(),
  prenom: text.nullable(),
  nomUtilise: text.nullable(),
});

/** What a screen about one patient lists, below the banner. */
export function linesOf<T extends z.ZodRawShape>(line: T) {
  return z.object({ bandeau: bandeauSchema, lignes: z.array(z.object(line)) });
}

/** A journal about one patient. */
export const journalSchema = linesOf({
  date: text.describe('Date et heure affichées'),
  auteur: text,
  action: text.describe('Libellé affiché de l’action'),
  detail: text.describe('Reste de la ligne, tel qu’affiché'),
});

/** What a verb asks of the product, and what it answers with. */
export interface VerbDefinition {
  /** An action changes the product or calls a service; a read only looks; a constat is a person's, never a program's. */
  kind: 'action' | 'lecture' | 'constat';
  /** French sentence: what the adapter, the page function or the person has to do. */
  summary: string;
  args: z.ZodObject;
  result: z.ZodObject;
}
