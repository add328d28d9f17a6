/** Defects of the hospital: its documents, and what it sends through its PFI. */
export const hospitalDefects = {
  // Documents
  'destinataires-cda-absents': 'Ne cite aucun destinataire de la diffusion dans le CDA',
  'destinataires-premier-seul': 'Ne garde que le premier destinataire désigné',
  'destinataires-pdf-absents': 'N’imprime pas les destinataires de la diffusion',
  'document-type-courrier': 'Donne à tout document le type de la lettre de liaison à l’entrée',
  // Tableau de bord
  'tableau-finess-confondus': 'Montre l’activité de tous les FINESS quand un seul est demandé',
  // Plateforme d’interopérabilité : documents donnés
  'pfi-non-envoye': 'Annonce une transmission à la plateforme sans l’envoyer',
  'pfi-document-non-encode': 'Met le début du CDA en clair dans le message au lieu de son base64',
  'pfi-sans-expediteur': 'Ne dit pas à la plateforme qui envoie le document',
  'pfi-dmp-non-demande': 'Transmet sans demander le dépôt au DMP qui a été choisi',
  'pfi-dmp-toujours': 'Demande le dépôt au DMP de tout document transmis',
  'pfi-masque-ignore': 'Transmet sans le masquage aux professionnels demandé',
  'pfi-invisible-patient-ignore': 'Transmet visible du patient un document qui ne devait pas l’être',
  'pfi-invisible-representants-ignore':
    'Transmet visible des représentants légaux un document qui ne devait pas l’être',
  'pfi-premier-destinataire': 'Ne donne à la plateforme que le premier destinataire choisi',
  'pfi-remplacement-nouveau': 'Transmet une nouvelle version comme un document nouveau',
  'pfi-sans-document-remplace': 'Ne dit pas à la plateforme quel document est remplacé',
  'pfi-sans-mention-remplace': 'N’écrit pas « annule et remplace » dans le corps du courriel d’une nouvelle version',
  'pfi-depot-automatique-absent': 'Ne dépose pas de lui-même alors que le dépôt automatique est réglé',
  'pfi-envoi-automatique-absent': 'N’envoie pas de lui-même alors que l’envoi automatique est réglé',
  'pfi-automatique-non-regle': 'Transmet de lui-même tout document validé, quel que soit le réglage',
  'pfi-depot-malgre-opposition': 'Demande le dépôt au DMP malgré l’opposition du patient',
  'pfi-blocage-tu': 'Ne dit pas pourquoi une transmission est bloquée',
  // Ce que la plateforme répond
  'pfi-acquittement-ignore': 'Tient pour accepté un document que la plateforme a refusé',
  'pfi-destinations-tues': 'Ne montre pas où un document a été transmis',
  'pfi-acquittement-tu': 'Ne montre pas l’acquittement de la plateforme',
  'pfi-accuse-ignore': 'Ne montre pas les accusés métier',
  'pfi-accuse-toujours-bon': 'Montre déposé un document que le DMP a refusé',
  'pfi-accuse-mssante-ignore': 'Ne montre pas les accusés de la messagerie',
  // Documents remis par la plateforme
  'pfi-mdm-refuse': 'Refuse tout document remis par la plateforme',
  'pfi-mdm-non-classe': 'Acquitte un document remis par la plateforme sans le classer',
  'pfi-mdm-sans-titre': 'Classe un document remis par la plateforme sous un autre titre que le sien',
  'pfi-mdm-inconnu-accepte': 'Acquitte comme classé un document dont le patient est inconnu',
} as const satisfies Record<string, string>;
