# language: fr
Fonctionnalité: Envois MSSanté par la plateforme d'interopérabilité

  # seul
  @MSS/va1.23.01
  Scénario: L'envoi MSSanté par la plateforme est manuel et choisi
    # 1. Choisir les correspondants à qui envoyer le document : il est transmis à la plateforme, pour eux seuls
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et deux correspondants aux adresses MSSanté connues
    Et une lettre de liaison à la sortie validée du patient
    Quand il transmet le document à la plateforme pour les correspondants
    Alors un document est transmis à la plateforme, pour les correspondants seuls
    # 2. l'écran montre les destinataires de l'envoi [écran]
    Alors les transmissions montrent le document et ses destinations

  # seul
  @MSS/va1.24.01
  Scénario: L'envoi MSSanté par la plateforme peut être automatique
    # 1. Régler l'envoi automatique et valider une lettre : elle est transmise pour ses destinataires, sans autre action
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et deux correspondants aux adresses MSSanté connues
    Et le dépôt automatique au DMP par la plateforme non réglé
    Et l'envoi automatique aux destinataires par la plateforme réglé
    Et une lettre de liaison à la sortie destinée aux correspondants
    Quand il valide le document
    Alors un document est transmis à la plateforme, pour les correspondants seuls
    # 2. l'écran montre les destinataires de l'envoi [écran]
    Alors les transmissions montrent le document et ses destinations

  # seul
  @MSS/va1.13.01
  Scénario: La nouvelle version d'un document envoyé annule et remplace la précédente
    # 1. Envoyer un document, puis sa nouvelle version : elle est transmise à la plateforme comme un remplacement
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et deux correspondants aux adresses MSSanté connues
    Et une lettre de liaison à la sortie validée du patient
    Quand il transmet le document à la plateforme pour les correspondants
    Alors un document est transmis à la plateforme, pour les correspondants seuls
    Quand il écrit une nouvelle version du document
    Et il transmet le document à la plateforme pour les correspondants
    Alors la nouvelle version est transmise à la plateforme comme un remplacement
    # 2. le courriel porte la mention « annule et remplace »
    Alors le courriel à écrire annonce qu'il annule et remplace
    # 3. fournir les liens des rapports de l'Espace de Test et la documentation [pièce : l'Espace de Test de l'ANS, documents de l'éditeur]
    Alors le lien du rapport de l'Espace de Test est attendu
