# language: fr
Fonctionnalité: Comptes rendus de biologie corrigés ou supprimés

  @BIO/va1.02.01
  Scénario: Les résultats modifiés ou supprimés par une mise à jour gardent leur trace
    # 1. Recevoir un compte rendu puis sa nouvelle version, où un résultat est modifié et un autre retiré
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Quand un laboratoire envoie un compte rendu aux unités variées
    Et le laboratoire envoie une nouvelle version du compte rendu
    Alors la messagerie signale le document reçu
    # 2. l'ancienne valeur du résultat modifié reste visible
    Alors le compte rendu ouvert garde l'ancienne valeur du résultat modifié
    # 3. le résultat retiré reste visible, et dit supprimé
    Alors le compte rendu ouvert garde le résultat retiré

  @BIO/va1.07.01
  Scénario: La suppression annoncée d'un compte rendu est visible
    # 1. Recevoir un compte rendu, puis l'annonce de sa suppression
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Quand un laboratoire envoie un compte rendu aux unités variées
    Et le laboratoire annonce la suppression du compte rendu
    Alors la messagerie signale le document reçu
    # 2. le compte rendu reçu d'abord se dit supprimé
    Alors le premier compte rendu ouvert se dit supprimé
    # 3. ses résultats restent lisibles, et dits supprimés
    Alors le premier compte rendu ouvert montre ses résultats supprimés
