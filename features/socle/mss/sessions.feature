# language: fr
Fonctionnalité: Configuration et sessions de la messagerie

  @MSS/CONF.04.01
  Scénario: La boîte se configure depuis ce que publie l'opérateur
    # 1. Exécuter MSS-LPS-SEGUR-PER-ORG (authentification PSC, autoconfiguration)
    Étant donné un utilisateur ordinaire
    Et une boîte organisationnelle ouverte chez l'opérateur
    Quand il configure cette boîte par sa seule adresse
    Alors la boîte est configurée d'après l'opérateur
    Et la connexion à l'opérateur est essayée, par Pro Santé Connect
    Quand il envoie un message depuis cette boîte à un correspondant
    Alors l'envoi est authentifié par Pro Santé Connect, pour cette boîte
    # 2. fournir le numéro d'exécution [pièce : numéro d'exécution de l'outil de tests éditeurs MSSanté]
    Alors le numéro d'exécution est attendu

  # seul
  @MSS/CONF.08.01
  Scénario: Une erreur de messagerie ne gêne pas le reste du logiciel
    # 1. Envoyer puis relever quand l'opérateur est en erreur : le logiciel le dit
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le patient a une messagerie dans Mon espace santé
    Et un correspondant à l'adresse MSSanté connue
    Et l'envoi automatique au patient réglé
    Et l'opérateur en erreur, à l'envoi comme à la relève
    Quand il envoie un message au correspondant
    Alors la messagerie montre que le courriel n'est pas parti
    Quand il relève sa boîte personnelle
    Alors un message dit que la relève a échoué
    # 2. pendant l'erreur, un document se rédige et se valide dans le dossier du patient
    Quand il rédige un courrier et le valide
    Alors la liste des documents montre le courrier validé
    # 3. l'erreur passée, la messagerie marche de nouveau
    Quand l'opérateur n'est plus en erreur
    Et il envoie un message au correspondant
    Alors un seul courriel est parti, vers ce correspondant
    Quand l'envoi automatique au patient n'est plus réglé
    # 4. fournir le numéro d'exécution [pièce : numéro d'exécution de l'outil de tests éditeurs MSSanté]
    Alors le numéro d'exécution est attendu

  # seul
  @MSS/CONF.10.01
  Scénario: Les sessions se ferment quand Pro Santé Connect n'atteste plus de l'utilisateur
    # 1. Ouvrir la messagerie par Pro Santé Connect
    Étant donné un utilisateur ordinaire
    Et des jetons Pro Santé Connect de courte durée
    Quand il ouvre sa messagerie
    Alors la session de lecture est ouverte par Pro Santé Connect
    # 2. le jeton de rafraîchissement n'est plus valide : le logiciel ferme la session, et ne la rouvre pas
    Quand sa session Pro Santé Connect prend fin
    Alors la session de lecture est fermée
    # 3. fournir le numéro d'exécution [pièce : numéro d'exécution de l'outil de tests éditeurs MSSanté]
    Alors le numéro d'exécution est attendu

  # seul
  @MSS/CONF.11.01
  Scénario: Une session terminée par l'opérateur se rouvre seule
    # 1. Ouvrir la messagerie par Pro Santé Connect
    Étant donné un utilisateur ordinaire
    Et un correspondant à l'adresse MSSanté connue
    Quand il ouvre sa messagerie
    Alors la session de lecture est ouverte par Pro Santé Connect
    # 2. l'opérateur termine la session de lecture : le logiciel la rouvre seul
    Quand l'opérateur met fin à la session de lecture
    Alors la session de lecture est ouverte par Pro Santé Connect
    Quand il ferme sa messagerie
    Alors la session de lecture est fermée
    # 3. l'opérateur termine la session d'envoi : le message part dans une nouvelle session
    Étant donné l'opérateur met fin à la prochaine session d'envoi
    Quand il envoie un message au correspondant
    Alors un seul courriel est parti, vers ce correspondant
    # 4. fournir le numéro d'exécution [pièce : numéro d'exécution de l'outil de tests éditeurs MSSanté]
    Alors le numéro d'exécution est attendu
