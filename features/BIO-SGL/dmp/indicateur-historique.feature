# language: fr
Fonctionnalité: Indicateur du dépôt d'historique

  @DMP/HISTO.07.01
  Scénario: Un indicateur mensuel compte les documents antérieurs déposés
    # 1. Déposer en lot l'historique d'un patient : chaque document part une fois
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Et un courrier antérieur du patient
    Et un autre courrier antérieur du même auteur
    Quand il dépose en lot l'historique du patient
    Alors chaque document antérieur est parti au DMP, une fois
    # 2. l'indicateur du mois compte ces documents
    Alors l'indicateur mensuel compte les documents déposés et les échecs
