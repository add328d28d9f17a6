# language: fr
Fonctionnalité: DMP et Pro Santé Connect

  @DMP/PSC.01.01
  Scénario: L'utilisateur connecté par Pro Santé Connect appelle le DMP en son nom
    # 1. Se connecter par PSC
    Étant donné un utilisateur ordinaire
    Et un professionnel de santé qui a un compte dans le logiciel
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Quand il se connecte par Pro Santé Connect
    Alors la session est ouverte à son nom, sous son compte
    # 2. déclencher un appel API DMP
    Quand il consulte le DMP du patient
    Alors l'appel au DMP est fait en son nom, sous Pro Santé Connect
    Et le DMP montre son état et l'autorisation d'accès
    # 3. montrer dans la trace que l'identité PSC est véhiculée
    Alors la trace de l'appel au DMP montre Pro Santé Connect et son identité
