# language: fr
Fonctionnalité: En-têtes X-MSS

  @MSS/CONF.14.01
  Scénario: X-MSS-INS dit si l'INS du document est qualifiée
    # 1. Exécuter MSS-LPS-SEGUR-GEN (entêtes X-MSS)
    Étant donné un utilisateur ordinaire
    Et un correspondant à l'adresse MSSanté connue
    Et un patient dont l'identité est qualifiée
    Et un courrier validé du patient
    Quand il envoie le document au correspondant
    Alors le courriel dit que l'INS est qualifiée
    Étant donné un patient dont l'identité est récupérée
    Et un courrier validé du patient
    Quand il envoie le document au correspondant
    Alors le courriel dit que l'INS n'est pas qualifiée
    Quand il envoie un message au correspondant
    Alors le courriel ne dit rien de l'INS ni du document
    # 2. fournir le numéro d'exécution [pièce : numéro d'exécution de l'outil de tests éditeurs MSSanté]
    Alors le numéro d'exécution est attendu

  @MSS/CONF.15.01
  Scénario: X-MSS-CODECDA donne le code du document
    # 1. Envoyer un document : le courriel donne le code de son CDA
    Étant donné un utilisateur ordinaire
    Et un correspondant à l'adresse MSSanté connue
    Et un patient dont l'identité est qualifiée
    Et un courrier validé du patient
    Quand il envoie le document au correspondant
    Alors le courriel donne le code du document
    # 2. envoyer un message sans document : le courriel n'en donne pas
    Quand il envoie un message au correspondant
    Alors le courriel ne dit rien de l'INS ni du document
    # 3. fournir le numéro d'exécution et la documentation [pièce : numéro d'exécution de l'outil de tests éditeurs MSSanté, documentation de l'éditeur]
    Alors le numéro d'exécution et la documentation sont attendus

  @MSS/CONF.16.01
  Scénario: X-MSS-NIL est dans tout courriel
    # 1. Envoyer un message depuis la boîte personnelle, puis depuis la boîte applicative
    Étant donné un utilisateur ordinaire
    Et un correspondant à l'adresse MSSanté connue
    Quand il envoie un message au correspondant
    Alors le courriel porte la référence du logiciel
    Quand il envoie un message au correspondant depuis la boîte applicative
    Alors le courriel porte la référence du logiciel
    # 2. envoyer un document à un professionnel, puis au patient
    Étant donné un patient dont l'identité est qualifiée
    Et le patient a une messagerie dans Mon espace santé
    Et un courrier validé du patient
    Quand il envoie le document au correspondant
    Alors le courriel porte la référence du logiciel
    Quand il envoie le document au patient
    Alors le courriel porte la référence du logiciel
    # 3. fournir le numéro d'exécution [pièce : numéro d'exécution de l'outil de tests éditeurs MSSanté]
    Alors le numéro d'exécution est attendu
