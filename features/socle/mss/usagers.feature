# language: fr
Fonctionnalité: Échanges avec les usagers de Mon espace santé

  @MSS/CONF.21.01
  Scénario: Le professionnel peut fermer l'échange avec le patient
    # 1. Choisir « pas de réponse »
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le patient a une messagerie dans Mon espace santé
    Quand il écrit au patient
    Alors le courriel laisse l'échange ouvert
    Quand il écrit au patient en choisissant de ne pas recevoir de réponse
    # 2. envoyer au patient
    Alors un seul courriel est parti, vers le patient
    # 3. X-MSS-MES vaut FIN
    Alors le courriel dit la fin de l'échange

  @MSS/UX.25.01
  Scénario: La liste distingue les messages des professionnels de ceux des patients
    # 1. Recevoir le message d'un professionnel : la liste le présente comme tel
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le patient a une messagerie dans Mon espace santé
    Quand un confrère envoie un courriel sans document
    Alors la messagerie présente son message comme celui d'un professionnel
    # 2. recevoir le message d'un patient : la liste le présente comme tel
    Quand il écrit au patient
    Et le patient répond au courriel
    Alors la messagerie présente le message comme celui d'un patient

  @MSS/UX.31.01
  Scénario: Le message d'un usager montre qui il est
    # 1. Recevoir le message d'un usager
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le patient a une messagerie dans Mon espace santé
    Quand il écrit au patient
    Et le patient répond au courriel
    Alors la messagerie présente le message comme celui d'un patient
    # 2. l'ouvrir : son nom de naissance, son premier prénom et son matricule INS sont affichés
    Alors le message ouvert montre le nom, le prénom et le matricule du patient

  @MSS/UX.32.01
  Scénario: Écrire à un usager depuis la base des patients ou son dossier
    # 1. Choisir un usager dans la base ou le dossier
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est récupérée
    Et un patient dont l'identité est qualifiée
    Et le patient a une messagerie dans Mon espace santé
    Alors la base des patients propose d'écrire au patient à l'identité qualifiée
    Et la base des patients propose d'écrire au patient à l'identité récupérée, mais ne le permet pas
    # 2. rédiger
    Quand il écrit au patient
    Alors l'adresse proposée est celle de l'INS du patient
    # 3. envoyer
    Alors un seul courriel est parti, vers le patient
    # 4. fournir la source SMTP
    Alors l'adresse du patient est celle de son INS
    Et le corps du courriel est conforme
