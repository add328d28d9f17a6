import { z } from 'zod';
import { bandeauSchema, dossier, messages, shown, text, type VerbDefinition } from './common.ts';

/** A document in the list of the DMP. */
export const dmpDocument = text.describe('Repère du document dans la liste rendue par consulterDmp');

/** What the screen of a patient's DMP shows. */
export const dmpListSchema = z.object({
  bandeau: bandeauSchema,
  messages,
  etat: text.describe('État du DMP affiché : actif, fermé, inexistant…'),
  autorisation: text.nullable().describe('Autorisation d’accès affichée'),
  information: text
    .nullable()
    .describe('Ce que l’écran dit à l’utilisateur de l’emploi de son identifiant national ; rien s’il n’en dit rien'),
  documents: z.array(
    z.object({
      repere: dmpDocument,
      titre: text,
      type: text.describe('Libellé affiché du type de document'),
      auteur: text,
      date: text.describe('Date affichée'),
      etat: text.describe('État affiché : en vigueur, remplacé, supprimé…'),
      visibilite: text.describe('Masquage et visibilité affichés : masqué aux professionnels, non visible du patient…'),
    }),
  ),
});

const criteria = {
  type: text.optional().describe('Type de document, par son code (34133-9) ; absent : tous'),
  auteur: text.optional().describe('Nom de l’auteur ; absent : tous'),
  depuisMois: z.number().optional().describe('Documents des derniers mois seulement ; absent : sans limite choisie'),
};

/** Consultation of the DMP: the patient's choice, the opening of the file, search, integration. */
export const dmpConsultationVerbs = {
  enregistrerConsentementDmp: {
    kind: 'action',
    summary: 'Enregistrer dans le dossier le choix du patient sur la consultation de son DMP',
    args: z.object({ dossier, choix: z.enum(['non_opposition', 'opposition']) }),
    result: shown,
  },
  lireConsentementDmp: {
    kind: 'lecture',
    summary: 'Lire le choix du patient sur la consultation de son DMP, et la trace de ses changements',
    args: z.object({ dossier }),
    result: z.object({
      bandeau: bandeauSchema,
      choix: text.describe('Choix affiché : non recueilli, non-opposition, opposition'),
      lignes: z.array(z.object({ date: text.describe('Date et heure affichées'), auteur: text, choix: text })),
    }),
  },
  ouvrirDossier: {
    kind: 'action',
    summary:
      'Ouvrir le dossier du patient, sans autre geste, et lire ce que l’écran montre de lui-même, une fois ses vérifications faites',
    args: z.object({ dossier }),
    result: z.object({
      bandeau: bandeauSchema,
      statut: text.describe('Statut de l’identité affiché'),
      etatDmp: text.describe('État du DMP affiché : actif, fermé, inexistant… ; vide si rien n’est affiché'),
      autorisation: text.nullable().describe('Autorisation d’accès au DMP affichée'),
      nouveautes: z
        .array(z.object({ type: text, nombre: text }))
        .describe('Documents nouveaux de tiers signalés dans le DMP, par type'),
      mention: text.describe('Ce qui est affiché des nouveautés : leur nombre, ou leur absence ; vide si rien'),
    }),
  },
  filtrerDmp: {
    kind: 'action',
    summary: 'Régler les filtres de la liste des documents du DMP déjà affichée, et lire la liste',
    args: z.object({ dossier, ...criteria }),
    result: dmpListSchema,
  },
  chercherDmp: {
    kind: 'action',
    summary: 'Chercher dans le DMP les documents qui répondent à tous les critères, et lire la liste',
    args: z.object({
      dossier,
      ...criteria,
      classe: text.optional().describe('Catégorie de document, par son code (11) ; absente : toutes'),
      cadre: text.optional().describe('Cadre d’exercice de l’auteur, par son code (AMBULATOIRE) ; absent : tous'),
    }),
    result: dmpListSchema,
  },
  integrerDocumentsDmp: {
    kind: 'action',
    summary: 'Sélectionner ensemble ces documents du DMP et les intégrer au dossier du patient',
    args: z.object({ dossier, reperes: z.array(dmpDocument) }),
    result: shown,
  },
  lireDocumentsIntegres: {
    kind: 'lecture',
    summary: 'Lire la liste des documents du DMP intégrés au dossier du patient',
    args: z.object({ dossier }),
    result: z.object({
      bandeau: bandeauSchema,
      documents: z.array(
        z.object({
          repere: dmpDocument,
          titre: text,
          type: text.describe('Libellé affiché du type de document'),
          auteur: text,
          integreLe: text.describe('Date d’intégration affichée'),
          conserveJusquau: text.describe('Terme de conservation affiché ; vide si aucun'),
        }),
      ),
    }),
  },
  lancerRequeteDmp: {
    kind: 'action',
    summary: 'Lancer une requête au DMP et rendre la main dès que l’écran le fait, sans en attendre la fin',
    args: z.object({
      dossier,
      requete: z.enum(['consultation', 'depot']),
      document: text.nullable().describe('Document à déposer ; rien (null) pour une consultation'),
    }),
    result: shown,
  },
  lireRequetesDmp: {
    kind: 'lecture',
    summary: 'Lire l’état affiché des requêtes au DMP de ce dossier',
    args: z.object({ dossier }),
    result: z.object({
      bandeau: bandeauSchema,
      requetes: z.array(
        z.object({
          objet: text.describe('Ce que fait la requête : consultation, dépôt…'),
          etat: text.describe('État affiché : en cours, terminée, en échec'),
        }),
      ),
    }),
  },
  attendreRequetesDmp: {
    kind: 'action',
    summary: 'Attendre, quelques secondes au plus, que le produit montre la fin des requêtes au DMP de ce dossier',
    args: z.object({ dossier }),
    result: shown,
  },
} as const satisfies Record<string, VerbDefinition>;
