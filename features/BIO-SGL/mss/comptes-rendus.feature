# language: fr
Fonctionnalité: Comptes rendus de biologie envoyés par MSSanté

  @MSS/va1.32.01
  Scénario: Un compte rendu de biologie partiel part, puis le complet
    # 1. Valider un compte rendu partiel : il part, et se dit partiel
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et l'envoi automatique aux correspondants réglé
    Et un compte rendu de biologie partiel validé du patient
    Alors le compte rendu est parti seul, un courriel pour chacun de ses correspondants
    Et le compte rendu envoyé est partiel
    # 2. le compléter : le complet part, et remplace le partiel
    Quand il complète le compte rendu et le valide
    Alors le compte rendu est parti seul, un courriel pour chacun de ses correspondants
    Et le compte rendu envoyé est complet
    Et la nouvelle version est chaînée à la précédente
    # 3. fournir le lien du rapport de l'Espace de Test [pièce : l'Espace de Test de l'ANS]
    Alors le lien du rapport de l'Espace de Test est attendu

  @MSS/va1.33.01
  Scénario: Le compte rendu de biologie s'envoie à la demande
    # 1. Valider un compte rendu sans envoi automatique : rien ne part
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et l'envoi automatique aux correspondants non réglé
    Et un compte rendu de biologie validé du patient
    Alors aucun courriel n'est parti vers les correspondants
    # 2. l'envoyer à la demande aux correspondants
    Quand il envoie le compte rendu à ses correspondants
    Alors un seul courriel est parti, vers tous les correspondants du compte rendu
    Et chaque courriel de compte rendu est conforme, avec son archive et son PDF
    # 3. fournir le lien du rapport de l'Espace de Test [pièce : l'Espace de Test de l'ANS]
    Alors le lien du rapport de l'Espace de Test est attendu

  @MSS/va1.34.01
  Scénario: L'envoi du compte rendu de biologie au patient se choisit
    # 1. Valider un compte rendu : rien ne part vers le patient
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le patient a une messagerie dans Mon espace santé
    Et l'envoi automatique aux correspondants non réglé
    Et un compte rendu de biologie validé du patient
    Alors aucun courriel n'est parti vers le patient
    # 2. choisir de l'envoyer au patient : il part, conforme
    Quand il envoie le document au patient
    Alors un seul courriel est parti, vers le patient
    Et chaque courriel de compte rendu est conforme, avec son archive et son PDF
    # 3. fournir le lien du rapport de l'Espace de Test [pièce : l'Espace de Test de l'ANS]
    Alors le lien du rapport de l'Espace de Test est attendu

  @MSS/va1.35.01
  Scénario: La nouvelle version d'un compte rendu de biologie annule et remplace la précédente
    # 1. Envoyer un compte rendu, puis sa nouvelle version
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et l'envoi automatique aux correspondants réglé
    Et un compte rendu de biologie validé du patient
    Alors le compte rendu est parti seul, un courriel pour chacun de ses correspondants
    # 2. la nouvelle version part avec la mention « annule et remplace »
    Quand il écrit une nouvelle version du document, envoyée d'office
    Alors le courriel annonce qu'il annule et remplace le précédent
    Et la nouvelle version est chaînée à la précédente
    # 3. fournir le lien du rapport de l'Espace de Test [pièce : l'Espace de Test de l'ANS]
    Alors le lien du rapport de l'Espace de Test est attendu

  @MSS/va1.36.01
  Scénario: Un compte rendu de biologie a dix correspondants
    # 1. Enregistrer dix correspondants pour un compte rendu : l'écran les montre [écran]
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et l'envoi automatique aux correspondants réglé
    Et un compte rendu de biologie pour dix correspondants en brouillon du patient
    Alors le compte rendu visualisé montre ses dix correspondants
    # 2. le compte rendu validé part vers chacun d'eux
    Quand il valide le compte rendu
    Alors le compte rendu est parti seul, un courriel pour chacun de ses correspondants

  @MSS/va1.37.01
  Scénario: Les destinataires d'un compte rendu de biologie supprimé sont prévenus
    # 1. Régler le message type : le réglage est gardé
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Quand il règle le message type de suppression
    Alors le réglage du message type est gardé
    # 2. supprimer un compte rendu envoyé, et prévenir : chaque destinataire reçoit le message type
    Étant donné l'envoi automatique aux correspondants réglé
    Et un compte rendu de biologie validé du patient
    Quand il supprime le compte rendu et prévient ses destinataires
    Alors chaque destinataire reçoit le message type, qui nomme le compte rendu
    # 3. fournir la documentation [pièce : la documentation de l'éditeur]
    Alors la documentation est attendue
