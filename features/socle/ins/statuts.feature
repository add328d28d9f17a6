# language: fr
Fonctionnalité: Statuts de l'identité

  @INS/va1.54.01
  Scénario: D'une identité provisoire à validée, puis qualifiée
    # 1. Créer avec cinq traits (provisoire)
    Étant donné un utilisateur ordinaire
    Et un patient connu d'INSi
    Quand il crée l'identité du patient
    Alors l'identité est provisoire
    # 2. valider sur justificatif fort (validée)
    Quand il contrôle l'identité sur un passeport
    Alors l'identité est validée
    # 3. accepter le retour INSi (qualifiée)
    Quand il appelle INSi et accepte son retour
    Alors l'identité est qualifiée
    Et la fiche porte le matricule et l'OID rendus par INSi
    # 4. montrer l'historique : ancien statut, date-heure, auteur
    Alors l'historique montre le passage de provisoire à validée, daté et signé
    Et l'historique montre le passage de validée à qualifiée, daté et signé

  @INS/va1.54.02
  Scénario: D'une identité provisoire à récupérée, puis qualifiée
    # 1. Créer avec cinq traits (provisoire)
    Étant donné un utilisateur ordinaire
    Et un patient connu d'INSi
    Quand il crée l'identité du patient
    Alors l'identité est provisoire
    # 2. accepter le retour INSi (récupérée)
    Quand il appelle INSi et accepte son retour
    Alors l'identité est récupérée
    Et la fiche porte le matricule et l'OID rendus par INSi
    # 3. valider sur justificatif fort (qualifiée)
    Quand il contrôle l'identité sur un passeport
    Alors l'identité est qualifiée
    # 4. montrer l'historique
    Alors l'historique montre le passage de provisoire à récupérée, daté et signé
    Et l'historique montre le passage de récupérée à qualifiée, daté et signé

  @INS/va1.44.01.01
  Scénario: Une identité qualifiée, douteuse ou fictive, redevient provisoire
    # 1. Marquer douteuse une identité qualifiée
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Quand il marque l'identité douteuse
    Alors la fiche montre l'identité douteuse
    # 2. le statut tombe à provisoire
    Alors l'identité est provisoire
    Et la fiche ne porte ni matricule ni OID
    # 3. recommencer avec fictive
    Étant donné un patient dont l'identité est qualifiée
    Quand il marque l'identité fictive
    Alors la fiche montre l'identité fictive
    Et l'identité est provisoire
    Et la fiche ne porte ni matricule ni OID

  @INS/va1.44.01.02
  Scénario: Une identité récupérée, douteuse ou fictive, redevient provisoire
    # 1. Marquer douteuse une identité récupérée
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est récupérée
    Quand il marque l'identité douteuse
    Alors la fiche montre l'identité douteuse
    # 2. le statut tombe à provisoire
    Alors l'identité est provisoire
    Et la fiche ne porte ni matricule ni OID
    # 3. recommencer avec fictive
    Étant donné un patient dont l'identité est récupérée
    Quand il marque l'identité fictive
    Alors la fiche montre l'identité fictive
    Et l'identité est provisoire
    Et la fiche ne porte ni matricule ni OID

  @INS/va1.44.01.03
  Scénario: Une identité validée, douteuse ou fictive, redevient provisoire
    # 1. Marquer douteuse une identité validée
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est validée
    Quand il marque l'identité douteuse
    Alors la fiche montre l'identité douteuse
    # 2. le statut tombe à provisoire
    Alors l'identité est provisoire
    # 3. recommencer avec fictive
    Étant donné un patient dont l'identité est validée
    Quand il marque l'identité fictive
    Alors la fiche montre l'identité fictive
    Et l'identité est provisoire

  @INS/va1.18.01
  Scénario: Les traits d'une identité récupérée sont verrouillés
    # 1. Utilisateur ordinaire, identité récupérée : traits stricts et matricule non modifiables et signalés comme tels [écran]
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est récupérée
    Quand il tente de changer le nom de naissance
    Alors la fiche n'a pas changé
    Et les traits stricts et le matricule sont signalés comme verrouillés

  @INS/va1.18.02
  Scénario: Les traits d'une identité qualifiée sont verrouillés
    # 1. Utilisateur ordinaire, identité qualifiée : traits stricts et matricule non modifiables et signalés comme tels [écran]
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Quand il tente de changer le nom de naissance
    Alors la fiche n'a pas changé
    Et les traits stricts et le matricule sont signalés comme verrouillés

  @INS/va1.48.01
  Scénario: Les traits complémentaires d'une identité récupérée restent modifiables
    # 1. Utilisateur ordinaire, identité récupérée : changer le prénom utilisé et le téléphone
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est récupérée
    Quand il change le prénom utilisé et le téléphone
    Alors la fiche porte le nouveau prénom utilisé et le nouveau téléphone
    # 2. ni le statut ni le matricule ne changent
    Alors l'identité est récupérée
    Et la fiche porte le matricule et l'OID rendus par INSi

  @INS/va1.48.02
  Scénario: Les traits complémentaires d'une identité qualifiée restent modifiables
    # 1. Utilisateur ordinaire, identité qualifiée : changer le prénom utilisé et le téléphone
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Quand il change le prénom utilisé et le téléphone
    Alors la fiche porte le nouveau prénom utilisé et le nouveau téléphone
    # 2. ni le statut ni le matricule ne changent
    Alors l'identité est qualifiée
    Et la fiche porte le matricule et l'OID rendus par INSi

  @INS/va1.60.01
  Scénario: Changer un trait strict d'une identité récupérée invalide son matricule
    # 1. Super utilisateur, identité récupérée : changer le nom de naissance
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est récupérée
    Et un super utilisateur
    Et les systèmes raccordés connaissent l'identité
    Quand il change le nom de naissance
    Alors la fiche porte le nouveau nom de naissance
    # 2. matricule et OID invalidés en base et vides à l'écran [écran]
    Alors la fiche ne porte ni matricule ni OID
    # 3. statut récupérée → provisoire
    Alors l'identité est provisoire
    # 4. propagation aux SI raccordés (HL7 A31)
    Alors les systèmes raccordés reçoivent l'identité modifiée, sans matricule ni OID

  @INS/va1.60.03
  Scénario: Changer un trait strict d'une identité qualifiée invalide son matricule
    # 1. Super utilisateur, identité qualifiée : changer le nom de naissance
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et un super utilisateur
    Et les systèmes raccordés connaissent l'identité
    Quand il change le nom de naissance
    Alors la fiche porte le nouveau nom de naissance
    # 2. matricule et OID invalidés en base et vides à l'écran [écran]
    Alors la fiche ne porte ni matricule ni OID
    # 3. statut qualifiée → validée
    Alors l'identité est validée
    # 4. propagation aux SI raccordés (HL7 A31)
    Alors les systèmes raccordés reçoivent l'identité modifiée, sans matricule ni OID
