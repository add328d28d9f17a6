# language: fr
Fonctionnalité: Courriels au patient

  @MSS/va1.19.01
  Scénario: L'adresse du patient vient de son INS qualifiée
    # 1. Écrire à un patient à l'identité qualifiée
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le patient a une messagerie dans Mon espace santé
    Quand il écrit au patient
    Alors un seul courriel est parti, vers le patient
    # 2. l'adresse est faite de l'INS qualifiée
    Alors l'adresse du patient est celle de son INS

  @MSS/va1.19.02
  Scénario: Aucune adresse n'est proposée sans INS qualifiée
    # 1. Vouloir écrire à un patient à l'identité récupérée : aucune adresse n'est proposée [écran]
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est récupérée
    Et le patient a une messagerie dans Mon espace santé
    Quand il écrit au patient
    Alors aucune adresse n'est proposée
    # 2. rien n'est parti
    Alors aucun courriel n'est parti vers le patient
    Et un message dit pourquoi l'envoi ne se fait pas

  @MSS/va1.20.01
  Scénario: Rien ne part vers Mon espace santé quand le patient le refuse
    # 1. Enregistrer le refus du patient
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le patient a une messagerie dans Mon espace santé
    Et un courrier validé du patient
    Quand il enregistre le refus du patient pour Mon espace santé
    Alors le journal des accès montre le refus, daté et signé
    # 2. déclencher l'envoi
    Quand il envoie le document au patient
    Alors un message dit pourquoi l'envoi ne se fait pas
    # 3. rien n'est parti vers MSS patient
    Alors aucun courriel n'est parti vers le patient

  @MSS/va1.01.01
  Scénario: Le document est envoyé au patient à l'INS qualifiée
    # 1. Cas de test CI-SIS-IHE-XDM-PMC-Sc1-INS
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le patient a une messagerie dans Mon espace santé
    Et un courrier validé du patient
    Quand il obtient l'archive IHE_XDM du document
    Alors l'archive IHE_XDM est conforme, pour ce patient
    # 2. PDF/A-1 nommé selon ECO 2.1.6
    Quand il obtient le PDF du document
    Alors le fichier est un PDF/A-1
    Et le nom du fichier suit la règle des pièces jointes
    # 3. courriel avec les deux pièces
    Quand il envoie le document au patient
    Alors un seul courriel est parti, vers le patient
    Et le courriel de document est conforme
    # 4. validation
    Étant donné l'envoi automatique au patient réglé
    Quand il rédige un courrier et le valide
    Alors la liste des documents montre le courrier validé
    # 5. envoi automatique au patient
    Alors un seul courriel est parti, vers le patient

  @MSS/va1.17.01
  Scénario: Le document validé part seul vers le patient
    # 1. Régler l'envoi automatique au patient
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le patient a une messagerie dans Mon espace santé
    Et l'envoi automatique au patient réglé
    Alors le réglage de l'envoi automatique est gardé
    # 2. valider un document : il part seul, en IHE_XDM et en PDF/A-1
    Quand il rédige un courrier et le valide
    Alors un seul courriel est parti, vers le patient
    Et le courriel de document est conforme
    # 3. fournir le lien du rapport de l'Espace de Test [pièce : l’Espace de Test seul émet le rapport]
    Alors le lien du rapport de l'Espace de Test est attendu
