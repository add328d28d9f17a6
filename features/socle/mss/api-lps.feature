# language: fr
Fonctionnalité: Connexion par l'API LPS de l'opérateur MSSanté

  @MSS/CONF.01.01
  Scénario: TLS 1.2 au minimum
    # 1. Exécuter MSS-LPS-SEGUR-GEN sur l'outil de tests éditeurs MSSanté
    Étant donné un utilisateur ordinaire
    Et un correspondant à l'adresse MSSanté connue
    Quand il envoie un message au correspondant
    Alors un seul courriel est parti, vers ce correspondant
    Et l'envoi est en TLS 1.2 au moins
    Quand il relève sa boîte personnelle
    Alors la relève est en TLS 1.2 au moins
    Quand il teste la connexion à un opérateur qui ne parle que TLS 1.1
    Alors il refuse cet opérateur et dit pourquoi
    # 2. fournir le numéro d'exécution [pièce : numéro d'exécution de l'outil de tests éditeurs MSSanté]
    Alors le numéro d'exécution est attendu

  # seul
  @MSS/CONF.02.01
  Scénario: Une version plus récente de TLS peut être admise
    # 1. Régler la messagerie pour qu'elle admette TLS 1.3
    Étant donné un utilisateur ordinaire
    Et un correspondant à l'adresse MSSanté connue
    Et la messagerie réglée sur TLS 1.3
    Alors le réglage de TLS est gardé
    # 2. la connexion se fait dans cette version, et jamais sous TLS 1.2
    Quand il envoie un message au correspondant
    Alors un seul courriel est parti, vers ce correspondant
    Et la connexion est en TLS 1.3
    Quand la messagerie est réglée sur TLS 1.2
    Et il envoie un message au correspondant
    Alors la connexion est en TLS 1.2, seule version proposée
    # 3. fournir la configuration et les journaux [pièce : extrait de la configuration TLS et journaux de l'éditeur]
    Alors l'extrait de la configuration et les journaux sont attendus

  @MSS/CONF.03.01
  Scénario: Seules les suites permises sont proposées
    # 1. Envoyer un message et relever la boîte : seules les suites permises sont proposées et négociées
    Étant donné un utilisateur ordinaire
    Et un correspondant à l'adresse MSSanté connue
    Quand il envoie un message au correspondant
    Alors la connexion est en TLS, dans les suites admises
    Quand il relève sa boîte personnelle
    Alors la relève est faite dans les suites admises
    # 2. un opérateur qui n'offre qu'une suite interdite est refusé
    Quand il teste la connexion à un opérateur qui n'offre qu'une suite interdite
    Alors il refuse cet opérateur et dit pourquoi
    # 3. un échange de clés trop court est refusé : ECDHE de moins de 256 bits
    Quand il teste la connexion à un opérateur à la courbe de 224 bits
    Alors il refuse cet opérateur et dit pourquoi
    # 4. fournir le numéro d'exécution [pièce : numéro d'exécution de l'outil de tests éditeurs MSSanté]
    Alors le numéro d'exécution est attendu

  # seul
  @MSS/CONF.05.01
  Scénario: L'envoi se fait par SMTP et STARTTLS
    # 1. Envoyer un message : il part par SMTP après STARTTLS
    Étant donné un utilisateur ordinaire
    Et un correspondant à l'adresse MSSanté connue
    Quand il envoie un message au correspondant
    Alors un seul courriel est parti, vers ce correspondant
    Et rien n'est dit en clair à l'opérateur pendant l'envoi
    Et le courriel a les en-têtes de tout courriel
    # 2. si l'opérateur refuse STARTTLS, rien ne part en clair
    Étant donné l'opérateur refuse de chiffrer la session d'envoi
    Quand il envoie un message au correspondant
    Alors aucun courriel n'est parti
    Et rien n'est dit en clair à l'opérateur pendant l'envoi
    # 3. fournir le numéro d'exécution [pièce : numéro d'exécution de l'outil de tests éditeurs MSSanté]
    Alors le numéro d'exécution est attendu

  @MSS/CONF.06.01
  Scénario: La lecture se fait par IMAP4 et STARTTLS
    # 1. Relever la boîte : IMAP4, STARTTLS avant l'authentification
    Étant donné un utilisateur ordinaire
    Et un correspondant à l'adresse MSSanté connue
    Et un courriel reçu du correspondant
    Quand il relève sa boîte personnelle
    Alors rien n'est dit en clair à l'opérateur pendant la relève
    Et la relève est authentifiée
    # 2. le courriel reçu est dans la messagerie
    Alors la messagerie montre le courriel du correspondant
    # 3. fournir le numéro d'exécution [pièce : numéro d'exécution de l'outil de tests éditeurs MSSanté]
    Alors le numéro d'exécution est attendu

  @MSS/CONF.07.01
  Scénario: La boîte personnelle s'ouvre par TLS, puis par le jeton Pro Santé Connect
    # 1. Envoyer un message : TLS, puis le jeton Pro Santé Connect
    Étant donné un utilisateur ordinaire
    Et un correspondant à l'adresse MSSanté connue
    Quand il envoie un message au correspondant
    Alors un seul courriel est parti, vers ce correspondant
    Et l'envoi est authentifié par Pro Santé Connect
    Et rien n'est dit en clair à l'opérateur pendant l'envoi
    # 2. relever la boîte : TLS, puis le jeton Pro Santé Connect
    Quand il relève sa boîte personnelle
    Alors la relève est authentifiée par Pro Santé Connect
    # 3. fournir le numéro d'exécution [pièce : numéro d'exécution de l'outil de tests éditeurs MSSanté]
    Alors le numéro d'exécution est attendu

  @MSS/CONF.12.01
  Scénario: La boîte applicative s'ouvre par TLS mutuel
    # 1. Exécuter MSS-LPS-SEGUR-APP (BAL applicative par certificat)
    Étant donné un utilisateur ordinaire
    Et un correspondant à l'adresse MSSanté connue
    Quand il envoie un message au correspondant depuis la boîte applicative
    Alors un seul courriel est parti, vers ce correspondant
    Et l'envoi est authentifié par certificat
    Et le certificat présenté est celui de la structure
    Quand il relève sa boîte applicative
    Alors la relève est authentifiée par certificat
    # 2. fournir le numéro d'exécution [pièce : numéro d'exécution de l'outil de tests éditeurs MSSanté]
    Alors le numéro d'exécution est attendu
