# language: fr
Fonctionnalité: Accusés de lecture

  @MSS/UX.33.01
  Scénario: Un courriel peut demander un accusé de lecture
    # 1. Envoyer un courriel en demandant un accusé de lecture
    Étant donné un utilisateur ordinaire
    Et un correspondant à l'adresse MSSanté connue
    Quand il envoie au correspondant un message qui demande un accusé de lecture
    Alors un seul courriel est parti, vers ce correspondant
    # 2. le courriel porte la demande, pour la boîte qui l'envoie
    Alors le courriel demande l'accusé de lecture pour la boîte qui l'envoie
    # 3. l'accusé revenu, le courriel se montre comme lu
    Étant donné l'accusé de lecture du correspondant
    Quand il relève la messagerie
    Alors la messagerie montre que le courriel a été lu

  @MSS/UX.34.01
  Scénario: Un accusé de lecture se renvoie à qui le demande
    # 1. Recevoir un courriel qui demande un accusé de lecture : l'ouvrir le dit
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Quand un confrère envoie un courriel qui demande un accusé de lecture
    Alors le message ouvert dit qu'un accusé de lecture est demandé
    # 2. renvoyer l'accusé : il part vers l'expéditeur et désigne son courriel
    Quand il renvoie l'accusé de lecture
    Alors un seul courriel est parti, vers ce correspondant
    Et l'accusé de lecture renvoyé désigne le courriel lu
    # 3. un courriel qui n'en demande pas n'en reçoit pas
    Quand un confrère envoie un courriel sans document
    Alors le message ouvert ne dit pas qu'un accusé de lecture est demandé
    Quand il renvoie l'accusé de lecture
    Alors aucun accusé de lecture n'est parti
