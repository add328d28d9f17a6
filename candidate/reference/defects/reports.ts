/** Defects of the reports of imaging and of biology: what they hold, where they go by themselves, the Web-PS. */
export const reportDefects = {
  // Contenu
  'cr-destinataires-omis': 'Ne cite que le demandeur parmi les destinataires du compte rendu',
  'cr-demandeur-absent': 'Ne cite pas le demandeur de l’examen dans le compte rendu',
  'cr-demandeur-sans-adresse': 'Omet l’adresse MSSanté du demandeur dans le compte rendu',
  'cr-validation-automatique-tue': 'Ne dit pas qu’un examen a été validé automatiquement',
  'cr-accreditation-absente': 'Omet la mention d’accréditation dans le compte rendu de biologie',
  'cr-biologie-non-structure': 'Produit le compte rendu de biologie en N1 au lieu de N3',
  'cr-sans-entrees': 'Omet les entrées codées du compte rendu de biologie',
  'cr-sans-copie-pdf': 'Omet la copie PDF dans le compte rendu de biologie',
  'cr-sous-traites-omis': 'Ne reprend pas en données les examens sous-traités',
  'cr-sous-traites-lien': 'Renvoie par un lien au compte rendu du sous-traitant',
  'cr-partiel-dit-complet': 'Déclare complet un compte rendu partiel',
  'cr-sans-feuille-de-style': 'Ne joint pas la feuille de style du compte rendu de biologie',
  'cr-feuille-non-nommee': 'Ne nomme pas dans le compte rendu la feuille de style qui le présente',
  'cr-meta-sans-acte': 'Omet l’acte du compte rendu dans les métadonnées',
  'cr-cinq-correspondants': 'Ne garde que cinq correspondants par compte rendu',
  // Écran
  'cr-n3-non-affiche': 'Montre le CDA N1 quand le N3 est demandé',
  'cr-visualisation-vide': 'Montre un compte rendu sans son titre',
  'cr-feuille-non-affichee': 'Met en forme le compte rendu sans la feuille de style du laboratoire',
  // Dépôt et envois
  'cr-depot-automatique-absent': 'Ne dépose pas au DMP le compte rendu validé',
  'cr-blocage-dmp-ignore': 'Dépose au DMP un compte rendu dont le dépôt est bloqué',
  'cr-envoi-automatique-absent': 'N’envoie pas aux correspondants le compte rendu validé',
  'cr-envoi-automatique-non-regle': 'Envoie seul le compte rendu que l’on envoie à la demande',
  'cr-envoi-boite-personnelle': 'Envoie seul le compte rendu depuis la boîte personnelle',
  'cr-envoi-demandeur-seul': 'N’envoie le compte rendu qu’au demandeur',
  'cr-suppression-tue': 'Annonce un message aux destinataires d’un document supprimé sans l’envoyer',
  'cr-suppression-texte-libre': 'Écrit aux destinataires d’un document supprimé sans le message type',
  'cr-suppression-un-seul': 'Ne prévient qu’un destinataire du document supprimé',
  // Web-PS
  'web-ps-non-ouvert': 'Annonce l’ouverture du Web-PS sans l’ouvrir',
  'web-ps-sans-patient': 'Ouvre le Web-PS sans le patient',
  'web-ps-autre-page': 'Ouvre une autre page du Web-PS que celle demandée',
} as const satisfies Record<string, string>;
