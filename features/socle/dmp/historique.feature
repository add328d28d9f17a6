# language: fr
Fonctionnalité: Historique du DMP

  @DMP/HISTO.01.01
  Scénario: Chaque document dit s'il a déjà été déposé au DMP
    # 1. Reprendre des documents antérieurs : chacun se dit à déposer au DMP
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Et un courrier antérieur du patient
    Et une ordonnance antérieure du patient
    Alors les documents antérieurs se disent à déposer au DMP
    # 2. en déposer une partie : eux seuls se disent déjà déposés
    Quand il dépose en lot les courriers antérieurs
    Alors seuls les courriers antérieurs se disent déjà déposés au DMP

  @DMP/HISTO.03
  Scénario: Un document antérieur garde au DMP sa date métier
    # 1. Document à date métier passée
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Et un courrier antérieur du patient
    Alors le document antérieur se montre à sa date métier
    # 2. le déposer
    Quand il dépose en lot l'historique du patient
    Alors le dépôt porte la date métier du document
    Et le DMP a accepté l'opération
    # 3. la date métier est conservée au DMP
    Alors le DMP consulté montre le document à sa date métier

  @DMP/HISTO.04
  Scénario: La personne morale est auteur quand l'auteur n'est plus au RPPS
    # 1. Déposer un document antérieur dont l'auteur n'est plus au RPPS : la personne morale s'ajoute aux auteurs
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Et un courrier antérieur du patient, dont l'auteur n'est plus au RPPS
    Quand il dépose en lot l'historique du patient
    Alors le dépôt a pour auteurs le professionnel et la personne morale
    Et le DMP a accepté l'opération
    Et le dépôt est conforme, métadonnées et document
    # 2. déposer un document antérieur dont l'auteur est au RPPS : il en est le seul auteur
    Étant donné un courrier antérieur du patient, dont l'auteur est au RPPS
    Quand il dépose en lot l'historique du patient
    Alors le dépôt a pour seul auteur le professionnel
    Et le dépôt est conforme, métadonnées et document

  @DMP/HISTO.05.01
  Scénario: Les documents d'épisodes antérieurs d'un patient à INS qualifiée se déposent
    # 1. Déposer un document d'un épisode antérieur d'un patient à l'identité qualifiée
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Et un courrier antérieur du patient
    Quand il dépose en lot l'historique du patient
    Alors chaque document antérieur est parti au DMP, une fois
    Et le DMP a accepté l'opération
    Et le dépôt est conforme, métadonnées et document
    Et chaque requête au DMP porte un VIHF conforme, pour ce patient
    # 2. rien ne part au DMP d'un patient dont l'identité n'est pas qualifiée
    Étant donné un patient dont l'identité est récupérée
    Et un courrier antérieur du patient
    Quand il dépose en lot l'historique du patient
    Alors rien n'est parti au DMP

  @DMP/HISTO.06.01
  Scénario: L'historique d'un patient se dépose en lot
    # 1. Déposer en lot l'historique du patient : chaque document part une fois
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Et un courrier antérieur du patient
    Et une ordonnance antérieure du patient
    Et un autre courrier antérieur du même auteur
    Quand il dépose en lot l'historique du patient
    Alors chaque document antérieur est parti au DMP, une fois
    Et le DMP a accepté l'opération
    # 2. chaque document se dit déjà déposé
    Alors les documents antérieurs se disent déjà déposés au DMP

  @DMP/HISTO.06.02
  Scénario: L'historique à déposer se filtre par période et par type
    # 1. Déposer en lot les documents d'une période : eux seuls partent
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Et une ordonnance antérieure du patient
    Et un courrier antérieur du patient
    Et une ordonnance antérieure du patient
    Quand il dépose en lot les documents antérieurs de la période du premier
    Alors seul le premier document antérieur est parti au DMP
    # 2. déposer en lot les documents d'un type : eux seuls partent
    Quand il dépose en lot les courriers antérieurs
    Alors seuls les courriers antérieurs sont partis au DMP

  # seul
  @DMP/HISTO.06.03
  Scénario: La vitesse de l'alimentation automatique se règle
    # 1. Régler la vitesse maximale d'alimentation automatique à 4 transactions par seconde
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Et quatre documents antérieurs du patient
    Quand il règle la vitesse maximale de l'alimentation automatique à 4 transactions par seconde
    Et il dépose en lot l'historique du patient
    Alors l'historique est parti au DMP à 4 transactions par seconde au plus
    Et le réglage de la vitesse est gardé, à 4 transactions par seconde

  @DMP/HISTO.06.04
  Scénario: L'historique à déposer se filtre par auteur, et ne se dépose pas deux fois
    # 1. Déposer en lot les documents d'un auteur : eux seuls partent
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Et un courrier antérieur du patient
    Et une ordonnance antérieure du patient
    Et un autre courrier antérieur du même auteur
    Quand il dépose en lot les documents antérieurs de l'auteur du dernier
    Alors seuls les documents antérieurs de l'auteur du dernier sont partis au DMP
    # 2. les déposer de nouveau : rien ne repart
    Quand il dépose en lot les documents antérieurs de l'auteur du dernier
    Alors aucun document antérieur ne repart au DMP
