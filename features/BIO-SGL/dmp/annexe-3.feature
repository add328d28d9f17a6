# language: fr
Fonctionnalité: Dépôt automatique des documents de l'annexe 3

  @DMP/va1.01.01
  Scénario: Le compte rendu de biologie est déposé au DMP de façon systématique et automatique
    # 1. Valider un compte rendu : il est déposé au DMP sans autre action
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Et le dépôt automatique au DMP réglé
    Et un compte rendu de biologie validé du patient
    Alors un seul dépôt est parti au DMP, pour ce patient
    Et le DMP a accepté l'opération
    # 2. le document déposé et ses métadonnées sont conformes
    Alors le dépôt est conforme, métadonnées et document
    # 3. fournir les captures du Web-PS [pièce : le Web-PS de formation]
    Alors les captures du Web-PS sont attendues
