/** Defects of the history, and of the documents that come from outside. */
export const historyDefects = {
  // Dépôt de l’historique
  'historique-depot-non-montre': 'Ne dit pas, document par document, ce qui est déjà déposé au DMP',
  'historique-depot-toujours-montre': 'Dit déjà déposé au DMP un document qui n’y est pas',
  'historique-date-du-jour': 'Date du jour de sa reprise un document antérieur',
  'historique-auteur-remplace': 'Dépose un document antérieur sous le nom de l’utilisateur au lieu de son auteur',
  'historique-sans-personne-morale': 'N’ajoute pas la personne morale aux auteurs quand l’auteur n’est plus au RPPS',
  'historique-morale-toujours': 'Ajoute la personne morale aux auteurs d’un document dont l’auteur est au RPPS',
  'historique-periode-ignoree': 'Dépose en lot sans tenir compte de la période choisie',
  'historique-type-ignore': 'Dépose en lot sans tenir compte du type choisi',
  'historique-auteur-ignore': 'Dépose en lot sans tenir compte de l’auteur choisi',
  'historique-vitesse-ignoree': 'Dépose l’historique sans respecter la vitesse maximale réglée',
  'historique-redepose': 'Dépose de nouveau ce que l’historique a déjà déposé',
  'historique-indicateur-fige': 'Laisse à zéro l’indicateur mensuel du dépôt d’historique',
  'historique-indicateur-sans-mois': 'Ne dit pas le mois de l’indicateur du dépôt d’historique',
} as const satisfies Record<string, string>;
