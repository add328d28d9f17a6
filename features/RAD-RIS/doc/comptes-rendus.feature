# language: fr
Fonctionnalité: Comptes rendus d'imagerie

  @DOC/va1.15.01
  Scénario: Le compte rendu d'imagerie cite tous ses destinataires
    # 1. Produire un compte rendu d'imagerie : son CDA cite tous ses destinataires, et eux seuls
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et un compte rendu d'imagerie validé du patient
    Quand il obtient le CDA du document
    Alors le CDA cite tous les destinataires du compte rendu
    # 2. son PDF les imprime
    Quand il obtient le PDF du document
    Alors le PDF imprime tous les destinataires du compte rendu
    # 3. fournir le lien du rapport de l'Espace de Test [pièce : l'Espace de Test de l'ANS]
    Alors le lien du rapport de l'Espace de Test est attendu

  @DOC/va1.16.01
  Scénario: Le compte rendu d'imagerie est un CDA R2 N1 dont le corps est le PDF en base 64
    # 1. Produire un compte rendu d'imagerie : c'est un CDA R2 N1, avec son PDF en base 64
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et un compte rendu d'imagerie validé du patient
    Quand il obtient le CDA du document
    Alors le CDA est de niveau 1, de son type, et son corps est un PDF/A-1 en base 64
    # 2. il porte l'INS du patient
    Alors le CDA est conforme et porte l'INS du patient
    # 3. fournir le lien du rapport de l'Espace de Test [pièce : l'Espace de Test de l'ANS]
    Alors le lien du rapport de l'Espace de Test est attendu

  @DOC/va1.17.01
  Scénario: Le compte rendu d'imagerie donne l'adresse MSSanté du demandeur
    # 1. Produire un compte rendu d'imagerie : son CDA donne l'adresse MSSanté du demandeur
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et un compte rendu d'imagerie validé du patient
    Quand il obtient le CDA du document
    Alors le CDA donne l'adresse MSSanté du demandeur
    # 2. fournir le lien du rapport de l'Espace de Test [pièce : l'Espace de Test de l'ANS]
    Alors le lien du rapport de l'Espace de Test est attendu
