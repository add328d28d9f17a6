# language: fr
Fonctionnalité: Listes de révocation

  # seul
  @MSS/CONF.22.01
  Scénario: La dernière liste de révocation valable est gardée
    # 1. Contrôle CRL en ligne réussi
    Étant donné un utilisateur ordinaire
    Et la liste de révocation en ligne est valable plusieurs jours
    Quand il teste la connexion à l'opérateur
    Alors la connexion à l'opérateur s'établit
    Et la liste de révocation a été demandée
    Quand il teste la connexion à un opérateur au certificat révoqué
    Alors il refuse cet opérateur et dit pourquoi
    # 2. montrer la CRL conservée
    Alors le logiciel montre la liste de révocation gardée
    # 3. montrer son emploi quand la CRL courante est expirée
    Étant donné la liste de révocation en ligne est expirée
    Quand il teste la connexion à l'opérateur
    Alors la connexion à l'opérateur s'établit
    Quand il teste la connexion à un opérateur au certificat révoqué
    Alors il refuse cet opérateur et dit pourquoi
