# language: fr
Fonctionnalité: Documents produits par l'hôpital

  @DOC/va1.06.01
  Scénario: Le document cite tous les destinataires de sa diffusion
    # 1. Désigner deux destinataires : le CDA les cite l'un et l'autre, et eux seuls
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et une lettre de liaison à la sortie du patient, destinée à deux correspondants et validée
    Quand il obtient le CDA du document
    Alors le CDA cite les deux destinataires
    # 2. le document imprimé les cite
    Quand il obtient le PDF du document
    Alors le PDF imprime les deux destinataires
    # 3. fournir le lien du rapport de l'Espace de Test [pièce : l'Espace de Test de l'ANS]
    Alors le lien du rapport de l'Espace de Test est attendu

  @DOC/va1.07.01
  Scénario: L'INS est dans l'en-tête du CDA des documents de l'hôpital
    # 1. La lettre de liaison à la sortie porte l'INS du patient
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et une lettre de liaison à la sortie validée du patient
    Quand il obtient le CDA du document
    Alors le CDA est conforme et porte l'INS du patient
    # 2. le compte rendu opératoire la porte
    Étant donné un compte rendu opératoire validé du patient
    Quand il obtient le CDA du document
    Alors le CDA est conforme et porte l'INS du patient
    # 3. l'ordonnance de sortie la porte
    Étant donné une ordonnance de sortie validée du patient
    Quand il obtient le CDA du document
    Alors le CDA est conforme et porte l'INS du patient
    # 4. le document d'une identité non qualifiée ne la porte pas
    Étant donné un patient dont l'identité est récupérée
    Et une lettre de liaison à la sortie validée du patient
    Quand il obtient le CDA du document
    Alors le CDA ne porte pas l'INS du patient
    # 5. fournir le lien du rapport de l'Espace de Test [pièce : l'Espace de Test de l'ANS]
    Alors le lien du rapport de l'Espace de Test est attendu

  @DOC/va1.08.01
  Scénario: Les documents de l'hôpital sont des CDA R2 N1 dont le corps est le PDF en base 64
    # 1. Produire une lettre de liaison à la sortie
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et une lettre de liaison à la sortie validée du patient
    Quand il obtient le CDA du document
    Alors le CDA est de niveau 1, de son type, et son corps est un PDF/A-1 en base 64
    # 2. produire un compte rendu opératoire
    Étant donné un compte rendu opératoire validé du patient
    Quand il obtient le CDA du document
    Alors le CDA est de niveau 1, de son type, et son corps est un PDF/A-1 en base 64
    # 3. produire une ordonnance de sortie
    Étant donné une ordonnance de sortie validée du patient
    Quand il obtient le CDA du document
    Alors le CDA est de niveau 1, de son type, et son corps est un PDF/A-1 en base 64
    # 4. fournir le lien du rapport de l'Espace de Test [pièce : l'Espace de Test de l'ANS]
    Alors le lien du rapport de l'Espace de Test est attendu
