/** Defects of settings, directory, dashboard, terminologies, vaccinations, reminders. */
export const practiceDefects = {
  // Réglages
  'reglage-non-enregistre': 'N’enregistre pas les réglages',
  'validation-automatique-imposee': 'Valide d’office l’identité sur justificatif fort, quel que soit le réglage',
  'validation-automatique-absente': 'Ne valide jamais de lui-même l’identité sur justificatif fort',
  // Rappels du volet de synthèse
  'rappel-synthese-absent': 'N’affiche jamais le rappel de mise à jour du volet de synthèse',
  'rappel-synthese-reglage-ignore': 'Ignore le délai réglé pour le rappel du volet de synthèse',
  'rappel-synthese-permanent': 'Garde le rappel affiché malgré un volet de synthèse récent',
  'rappel-synthese-fige': 'Ne retient pas la modification d’un rappel présenté',
  // Annuaire Santé
  'annuaire-sans-chargement-automatique': 'Ne charge l’Annuaire Santé que sur demande',
  'annuaire-chargement-fictif': 'Dit l’Annuaire Santé chargé sans demander l’extraction',
  'annuaire-inactifs-gardes': 'Garde dans l’annuaire les professionnels qui n’y sont plus',
  'annuaire-utilisateur-sans-fiche': 'Ne crée pas la fiche de l’utilisateur depuis l’Annuaire Santé',
  'annuaire-utilisateur-fige': 'Ne met pas à jour la fiche de l’utilisateur',
  'annuaire-correspondant-sans-details': 'Crée la fiche d’un correspondant sans les éléments de l’annuaire',
  'annuaire-correspondant-fige': 'Ne met pas à jour la fiche d’un correspondant',
  'annuaire-periodicite-ignoree': 'Ignore la périodicité réglée pour le chargement de l’annuaire',
  'annuaire-mssante-absente': 'N’affiche pas l’adresse MSSanté d’un correspondant',
  'annuaire-mssante-devinee': 'Devine l’adresse MSSanté d’un correspondant qui n’en a pas',
  // Tableau de bord
  'tableau-sans-documents': 'Ne compte pas les documents produits',
  'tableau-depots-avec-echecs': 'Compte les dépôts DMP en échec comme réussis',
  'tableau-patients-comptes-pro': 'Compte les envois aux patients parmi les envois aux professionnels',
  'tableau-sans-echecs': 'Ne compte pas les échecs',
  'tableau-periode-ignoree': 'Compte toute l’activité, quelle que soit la période',
  'tableau-rpps-confondus': 'Additionne l’activité de tous les professionnels d’un FINESS',
  'extraction-sans-patients': 'Omet les envois aux patients de l’extraction du tableau de bord',
  'extraction-sans-echecs': 'Omet les échecs de l’extraction du tableau de bord',
  // Nomenclatures
  'nomenclatures-vides': 'Ne propose aucun terme des nomenclatures',
  'nomenclature-toujours-cim-10': 'Cherche dans la CIM-10, quelle que soit la nomenclature choisie',
  'nomenclature-sans-libelle': 'Propose les codes sans leur libellé',
  'autocompletion-mot-entier': 'Ne propose un terme que sur un mot entier',
  'autocompletion-accents-exacts': 'Ne propose un terme que si les accents sont saisis',
  'autocompletion-sans-filtre': 'Propose tous les termes, quelle que soit la saisie',
  // Vaccins
  'vaccin-ordre-suppose': 'Suppose l’ordre des éléments du datamatrix d’un vaccin',
  'vaccin-separateur-ignore': 'Ignore le séparateur FNC1 du datamatrix d’un vaccin',
  'vaccin-cip-tronque': 'N’enregistre que 7 chiffres du CIP d’un vaccin',
  'vaccin-lot-oublie': 'N’enregistre pas le lot d’un vaccin',
  'vaccin-peremption-jour-zero': 'Prend le premier jour du mois quand la péremption n’a pas de jour',
} as const satisfies Record<string, string>;
