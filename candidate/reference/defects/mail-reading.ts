/** Defects of what the user reads in the mail, and of what becomes of received documents. */
export const mailReadingDefects = {
  // Liste des messages, message ouvert
  'piece-ordinaire-signalee': 'Signale comme document toute pièce jointe, archive IHE_XDM ou non',
  'objet-prefixe-affiche': 'Affiche le préfixe technique dans l’objet des messages',
  'objet-complet-tu': 'Ne montre nulle part l’objet complet d’un message de document',
  'nature-professionnel-fausse': 'Présente un professionnel comme un patient dans la messagerie',
  'usager-sans-nom': 'N’affiche pas le nom de l’usager qui écrit',
  'usager-sans-prenom': 'N’affiche pas le prénom de l’usager qui écrit',
  'usager-sans-matricule': 'N’affiche pas le matricule INS de l’usager qui écrit',
  'usager-base-muette': 'Ne propose aucun usager de la base des patients',
  // Accusés de lecture
  'demande-accuse-tue': 'Ne dit pas que l’expéditeur demande un accusé de lecture',
  'accuse-lecture-sans-demande': 'Renvoie un accusé de lecture que personne ne demande',
  'accuse-lecture-sans-origine': 'Renvoie un accusé de lecture qui ne désigne pas le courriel lu',
  // Usager des documents
  'usager-de-l-objet': 'Rattache au patient que nomme l’objet du courriel',
  'usager-du-cda': 'Rattache au patient du CDA sans regarder les métadonnées',
  // Intégration
  'integration-auto-absente': 'N’intègre rien de lui-même malgré le réglage',
  'integration-auto-non-reglee': 'Intègre de lui-même sans que ce soit réglé',
  'integration-auto-traits-seuls': 'Intègre de lui-même un document dont l’INS n’est pas celle du dossier',
  'xdm-premier-cda-seul': 'N’intègre que le premier CDA de l’archive',
  'cda-integre-reecrit': 'Réécrit le CDA en l’intégrant',
  'liste-garde-les-traites': 'Garde dans la liste de travail les documents traités',
  'classement-vide-la-liste': 'Ôte de la liste de travail, avec le document classé, les autres documents du même nom',
  'decompte-automatique-en-manuel': 'Compte comme intégrés à la main les documents intégrés automatiquement',
  'decompte-sans-non-integres': 'Ne compte pas les documents qui ne sont pas intégrés',
  'decompte-sans-type': 'Compte les documents reçus sans distinguer leur type',
  'integres-non-listes': 'Ne liste pas les documents intégrés automatiquement',
  'integres-consultes-gardes': 'Garde dans la liste des non consultés un document consulté',
  'integres-manuels-listes': 'Liste aussi parmi les intégrés automatiquement ceux qui l’ont été à la main',
  // Traces
  'ouverture-recu-non-tracee': 'Ne trace pas l’ouverture d’un document reçu',
  'classement-recu-non-trace': 'Ne trace pas le classement d’un document reçu dans le journal des échanges',
} as const satisfies Record<string, string>;
