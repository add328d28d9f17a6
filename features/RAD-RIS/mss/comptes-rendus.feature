# language: fr
Fonctionnalité: Comptes rendus d'imagerie envoyés par MSSanté

  @MSS/va1.29.01
  Scénario: Le compte rendu d'imagerie validé part seul de la boîte applicative
    # 1. Valider un compte rendu d'imagerie : il part seul vers chacun de ses correspondants
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et l'adresse de retour réglée à celle du secrétariat
    Et l'envoi automatique aux correspondants réglé
    Et un compte rendu d'imagerie validé du patient
    Alors le compte rendu est parti seul, un courriel pour chacun de ses correspondants
    # 2. les courriels partent de la boîte applicative, par certificat, et se disent automatiques
    Alors l'envoi est authentifié par certificat
    Et l'expéditeur porte le libellé d'une boîte applicative
    Et le courriel se dit automatique et donne l'adresse du secrétariat

  @MSS/va1.30.01
  Scénario: Les destinataires d'un document supprimé sont prévenus
    # 1. Régler le message type : le réglage est gardé
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Quand il règle le message type de suppression
    Alors le réglage du message type est gardé
    # 2. supprimer un compte rendu envoyé, et prévenir : chaque destinataire reçoit le message type
    Étant donné l'envoi automatique aux correspondants réglé
    Et un compte rendu d'imagerie validé du patient
    Quand il supprime le compte rendu et prévient ses destinataires
    Alors chaque destinataire reçoit le message type, qui nomme le compte rendu
