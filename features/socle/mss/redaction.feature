# language: fr
Fonctionnalité: Recherche d'un destinataire pendant la rédaction

  @MSS/CONF.20.01
  Scénario: L'adresse d'un professionnel se cherche dans l'Annuaire Santé en rédigeant
    # 1. Rédiger un message et y chercher un professionnel dans l'Annuaire Santé : son adresse MSSanté est proposée
    Étant donné un utilisateur ordinaire
    Et un professionnel joignable par MSSanté, publié à l'Annuaire Santé
    Quand il charge l'annuaire
    Alors la rédaction propose l'adresse MSSanté de ce professionnel
    # 2. retenir cette adresse et envoyer : le message part vers elle
    Quand il écrit à ce professionnel depuis l'annuaire
    Alors un seul courriel est parti, vers ce professionnel
