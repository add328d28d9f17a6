# language: fr
Fonctionnalité: Connexion à l'opérateur MSSanté

  @MSS/va1.03.01
  Scénario: Toute connexion à l'opérateur est en TLS
    # 1. Envoyer un message
    Étant donné un utilisateur ordinaire
    Et un correspondant à l'adresse MSSanté connue
    Quand il envoie un message au correspondant
    Alors un seul courriel est parti, vers ce correspondant
    Et l'envoi est authentifié par Pro Santé Connect
    # 2. fournir configuration TLS et journaux (ECO.1.1.1 à 1.1.3)
    Alors la connexion est en TLS, dans les suites admises
    # 3. à défaut d'opérateur conforme, simple négociation TLS (requête GET) vers l'environnement de formation à certificat IGC-Santé de TEST, échec applicatif admis [guidé : l’environnement de formation est hors du banc]
    Alors une personne joint la configuration TLS du logiciel, ou dit que l'opérateur est conforme

  @MSS/va1.31.01
  Scénario: La négociation se fait en TLS 1.2
    # 1. Envoyer un message
    Étant donné un utilisateur ordinaire
    Et un correspondant à l'adresse MSSanté connue
    Quand il envoie un message au correspondant
    Alors un seul courriel est parti, vers ce correspondant
    # 2. la connexion est en TLS 1.2, seule version proposée
    Alors la connexion est en TLS 1.2, seule version proposée

  @MSS/va1.06.01
  Scénario: Un certificat de l'IGC-Santé est accepté
    # 1. Se connecter à un opérateur au certificat de l'IGC-Santé de test : la connexion s'établit
    Étant donné un utilisateur ordinaire
    Quand il teste la connexion à l'opérateur
    Alors la connexion à l'opérateur s'établit

  @MSS/va1.04.01
  Scénario: Un certificat expiré est refusé
    # 1. Se connecter à un opérateur au certificat expiré : la connexion est refusée
    Étant donné un utilisateur ordinaire
    Quand il teste la connexion à un opérateur au certificat expiré
    Alors la connexion est refusée, rien n'est transmis, et un message dit pourquoi
    # 2. fournir un extrait de la configuration [pièce : la configuration est dans le produit]
    Alors l'extrait de la configuration est attendu
