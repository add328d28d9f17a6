import { z } from 'zod';
import { bandeauSchema, dossier, messages, shown, text, type VerbDefinition } from './common.ts';

const reglage = z
  .enum([
    'mentions_rgpd',
    'adresse_retour',
    'envoi_automatique_patient',
    'integration_automatique',
    'periodicite_annuaire',
    'justificatifs_forts',
    'validation_automatique',
    'champs_ecran',
    'traits_edition',
    'rappel_synthese',
    'depot_automatique_dmp',
    'envoi_automatique_correspondants',
    'mention_validation_automatique',
    'mention_accreditation',
    'message_suppression',
    'types_signales',
    'types_signales_services',
    'prechargement_dmp',
    'duree_garde_dmp',
    'conservation_documents',
    'vitesse_historique',
    'version_tls',
    'depot_automatique_pfi',
    'envoi_automatique_pfi',
  ])
  .describe(
    'mentions_rgpd : texte en bas des documents ; adresse_retour : adresse de retour des envois de la boîte applicative ; ' +
      'envoi_automatique_patient : oui ou non ; integration_automatique : oui ou non, classement sans geste des documents reçus ' +
      'dont l’INS qualifiée est celle d’un dossier ; periodicite_annuaire : en jours ; justificatifs_forts : codes séparés par des ' +
      'virgules ; validation_automatique : oui ou non ; champs_ecran : champs facultatifs affichés dans le bandeau, séparés ' +
      'par des virgules ; traits_edition : traits ajoutés aux éditions, séparés par des virgules ; rappel_synthese : en mois ; ' +
      'depot_automatique_dmp et envoi_automatique_correspondants (comptes rendus validés) : oui ou non ; ' +
      'mention_validation_automatique, mention_accreditation : textes du compte rendu de biologie ; message_suppression : ' +
      'texte envoyé aux destinataires d’un compte rendu supprimé ; ' +
      'types_signales : codes des types de documents du DMP signalés pour toute la structure, séparés par des virgules, vide ' +
      'pour tous ; types_signales_services : de même par service, « Service=codes », séparés par des points-virgules ; ' +
      'prechargement_dmp : oui ou non ; duree_garde_dmp : garde des documents préchargés, en jours ; ' +
      'conservation_documents : durée de conservation des documents du dossier, en années ; ' +
      'vitesse_historique : vitesse maximale de l’alimentation automatique du DMP, en transactions par seconde ; ' +
      'version_tls : plus haute version de TLS admise avec l’opérateur MSSanté, 1.2 ou 1.3 ; ' +
      'depot_automatique_pfi et envoi_automatique_pfi : oui ou non, ce que la plateforme d’interopérabilité dépose au DMP, ' +
      'ou envoie aux destinataires du document, dès sa validation',
  );

/** Settings of the practice, terminologies, vaccinations. */
export const practiceVerbs = {
  regler: {
    kind: 'action',
    summary: 'Donner sa valeur à un réglage du produit, et l’enregistrer',
    args: z.object({ reglage, valeur: text }),
    result: shown,
  },
  lireReglage: {
    kind: 'lecture',
    summary: 'Lire la valeur d’un réglage du produit',
    args: z.object({ reglage }),
    result: z.object({ valeur: text }),
  },
  lireBandeau: {
    kind: 'lecture',
    summary: 'Lire tous les champs affichés dans le bandeau d’identité du patient',
    args: z.object({ dossier }),
    result: z.object({
      bandeau: bandeauSchema,
      champs: z.array(
        z.object({
          champ: text.describe(
            'Nom du champ affiché (nomNaissance, prenom, sexe, dateNaissance, matricule, telephone…)',
          ),
          valeur: text,
        }),
      ),
    }),
  },
  chercherNomenclature: {
    kind: 'lecture',
    summary: 'Commencer la saisie dans une nomenclature et lire les propositions affichées',
    args: z.object({
      nomenclature: z.enum(['CIM-10', 'CISP-2', 'LOINC', 'CCAM', 'ATC']),
      debut: text.describe('Début de saisie'),
    }),
    result: z.object({
      critere: text.describe('Saisie, telle que le produit la réaffiche'),
      propositions: z.array(z.object({ code: text, libelle: text })),
    }),
  },
  enregistrerVaccin: {
    kind: 'action',
    summary: 'Lire le datamatrix d’une boîte de vaccin (son contenu est donné) et enregistrer la vaccination',
    args: z.object({ dossier, datamatrix: text.describe('Contenu du datamatrix GS1, FNC1 écrit <GS>') }),
    result: shown,
  },
  lireVaccinations: {
    kind: 'lecture',
    summary: 'Lire les vaccinations du dossier',
    args: z.object({ dossier }),
    result: z.object({
      bandeau: bandeauSchema,
      lignes: z.array(z.object({ cip: text, lot: text, peremption: text.describe('AAAA-MM-JJ') })),
    }),
  },
  modifierRappelSynthese: {
    kind: 'action',
    summary: 'Modifier, pour ce patient, le rappel présenté : le faire paraître après un autre nombre de mois',
    args: z.object({ dossier, mois: text.describe('Nombre de mois') }),
    result: shown,
  },
  lireAlertesSynthese: {
    kind: 'lecture',
    summary: 'Lire les rappels de mise à jour du volet de synthèse médicale affichés pour le patient',
    args: z.object({ dossier }),
    result: z.object({ bandeau: bandeauSchema, messages }),
  },
} as const satisfies Record<string, VerbDefinition>;
