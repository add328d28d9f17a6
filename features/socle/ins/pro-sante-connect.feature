# language: fr
Fonctionnalité: INSi et Pro Santé Connect

  @INS/PSC.01.01
  Scénario: L'utilisateur connecté par Pro Santé Connect appelle INSi en son nom
    # 1. Se connecter par PSC
    Étant donné un utilisateur ordinaire
    Et un professionnel de santé qui a un compte dans le logiciel
    Quand il se connecte par Pro Santé Connect
    Alors la session est ouverte à son nom, sous son compte
    # 2. appeler INSi
    Étant donné un patient connu d'INSi
    Quand il crée l'identité du patient
    Et il appelle INSi
    Alors l'appel à INSi est fait en son nom, sous Pro Santé Connect
    Et le jeton montré à INSi est celui de sa session, lié au certificat du logiciel
    # 3. montrer le mode d'authentification et l'identité dans le journal
    Alors la trace de l'appel à INSi montre Pro Santé Connect et son identité
