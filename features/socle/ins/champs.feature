# language: fr
Fonctionnalité: Champs, droits et réglages de l'identité

  @INS/va1.56.01
  Scénario: Les traits saisis sont tous enregistrés
    # 1. Créer une identité avec tous les traits, stricts et complémentaires : la fiche les porte tous
    Étant donné un utilisateur ordinaire
    Et un patient aux traits tous saisis
    Quand il crée l'identité du patient
    Alors la fiche porte les traits saisis

  @INS/va1.56.02
  Scénario: Le matricule, son OID et les traits rendus par INSi sont enregistrés
    # 1. Appeler INSi pour une identité et accepter son retour
    Étant donné un utilisateur ordinaire
    Et un patient dont INSi connaît d'autres prénoms et un autre lieu de naissance
    Quand il crée l'identité du patient
    Et il appelle INSi et accepte son retour
    # 2. la fiche porte le matricule, l'OID et les traits rendus
    Alors la fiche porte le matricule et l'OID rendus par INSi
    Et la fiche porte les traits rendus par INSi

  @INS/va1.56.03
  Scénario: Le statut, l'attribut et le justificatif sont enregistrés
    # 1. Contrôler l'identité sur un passeport
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est provisoire
    Quand il contrôle l'identité sur un passeport
    # 2. la fiche porte le statut et le justificatif
    Alors l'identité est validée
    Et la fiche garde le passeport comme justificatif

  @INS/va1.56.04
  Scénario: La fiche montre tous les champs d'une identité qualifiée
    # 1. Ouvrir la fiche d'une identité qualifiée
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    # 2. la fiche montre traits, matricule, OID, statut et justificatif [écran]
    Alors la fiche porte les traits rendus par INSi
    Et la fiche porte le matricule et l'OID rendus par INSi
    Et l'identité est qualifiée
    Et la fiche garde le passeport comme justificatif

  @INS/va1.50.01
  Scénario: L'INS est réservée aux utilisateurs habilités
    # 1. Utilisateur habilité : la fiche d'une identité qualifiée montre le matricule
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Alors la fiche porte le matricule et l'OID rendus par INSi
    # 2. utilisateur non habilité : la fiche ne montre ni matricule ni OID
    Étant donné un utilisateur non habilité à l'INS
    Alors la fiche ne porte ni matricule ni OID

  @INS/va1.26.01
  Scénario: Le site choisit les justificatifs à haut degré de confiance
    # 1. Retirer la carte de séjour des justificatifs forts
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est provisoire
    Quand il règle les justificatifs forts à carte d'identité et passeport
    # 2. le contrôle sur une carte de séjour ne valide plus l'identité
    Quand il contrôle l'identité sur une carte de séjour
    Alors l'identité est provisoire
    # 3. le contrôle sur un passeport la valide
    Quand il contrôle l'identité sur un passeport
    Alors l'identité est validée

  @INS/va1.55.01
  Scénario: La validation manuelle d'une identité provisoire
    # 1. Contrôler à la main une identité provisoire
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est provisoire
    Quand il contrôle l'identité sur un passeport
    # 2. l'identité est validée
    Alors l'identité est validée

  @INS/va1.55.02
  Scénario: La validation manuelle d'une identité récupérée
    # 1. Contrôler à la main une identité récupérée
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est récupérée
    Quand il contrôle l'identité sur un passeport
    # 2. l'identité est qualifiée
    Alors l'identité est qualifiée

  @INS/va1.33.01
  Scénario: La validation automatique sur justificatif fort peut être désactivée
    # 1. Validation automatique activée : enregistrer un justificatif fort valide l'identité
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est provisoire
    Quand il active la validation automatique sur justificatif fort
    Et il enregistre un passeport comme justificatif
    Alors l'identité est validée
    # 2. validation automatique désactivée : enregistrer un justificatif fort ne la valide pas
    Étant donné un patient dont l'identité est provisoire
    Quand il désactive la validation automatique sur justificatif fort
    Et il enregistre un passeport comme justificatif
    Alors l'identité est provisoire
    Et la fiche garde le passeport comme justificatif

  @INS/va1.47.01
  Scénario: Les verrous d'une identité récupérée se voient
    # 1. Ouvrir la fiche d'une identité récupérée
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est récupérée
    # 2. les traits stricts et le matricule se montrent verrouillés [écran]
    Alors les traits stricts et le matricule sont signalés comme verrouillés

  @INS/va1.47.02
  Scénario: Les verrous d'une identité qualifiée se voient
    # 1. Ouvrir la fiche d'une identité qualifiée
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    # 2. les traits stricts et le matricule se montrent verrouillés [écran]
    Alors les traits stricts et le matricule sont signalés comme verrouillés

  @INS/va1.36.01
  Scénario: Les traits obligatoires sont toujours affichés, les autres au choix du site
    # 1. Choisir d'afficher le téléphone : le bandeau le montre, avec les traits obligatoires [écran]
    Étant donné un utilisateur ordinaire
    Et un patient aux traits tous saisis
    Quand il crée l'identité du patient
    Et il règle l'affichage du téléphone dans le bandeau
    Alors le bandeau montre les traits obligatoires et le téléphone

  @INS/va1.60.02
  Scénario: La date de naissance d'une identité récupérée change
    # 1. Super utilisateur : changer la date de naissance d'une identité récupérée
    Étant donné un super utilisateur
    Et un patient dont l'identité est récupérée
    Et les systèmes raccordés connaissent l'identité
    Quand il change la date de naissance
    Alors la fiche porte la nouvelle date de naissance
    # 2. matricule et OID invalidés
    Alors la fiche ne porte ni matricule ni OID
    # 3. l'identité redevient provisoire
    Alors l'identité est provisoire
    # 4. propagation aux SI raccordés (HL7 A31)
    Alors les systèmes raccordés reçoivent l'identité modifiée, sans matricule ni OID

  @INS/va1.60.04
  Scénario: La date de naissance d'une identité qualifiée change
    # 1. Super utilisateur : changer la date de naissance d'une identité qualifiée
    Étant donné un super utilisateur
    Et un patient dont l'identité est qualifiée
    Et les systèmes raccordés connaissent l'identité
    Quand il change la date de naissance
    Alors la fiche porte la nouvelle date de naissance
    # 2. matricule et OID invalidés
    Alors la fiche ne porte ni matricule ni OID
    # 3. l'identité redevient validée
    Alors l'identité est validée
    # 4. propagation aux SI raccordés (HL7 A31)
    Alors les systèmes raccordés reçoivent l'identité modifiée, sans matricule ni OID

  @INS/va1.38.01
  Scénario: Tout appel INSi par carte Vitale est tracé
    # 1. Appeler INSi par carte Vitale [guidé : il faut un lecteur et une carte Vitale de test]
    Alors une personne appelle INSi par carte Vitale pour un patient et accepte son retour
    # 2. le journal des appels montre l'appel, daté et signé [guidé : il faut un lecteur et une carte Vitale de test]
    Alors une personne montre cet appel dans le journal des appels INSi, avec sa date, son heure et son auteur

  @INS/va1.38.02
  Scénario: Tout appel INSi par traits est tracé
    # 1. Appeler INSi par traits
    Étant donné un utilisateur ordinaire
    Et un patient connu d'INSi avec un historique de matricules
    Quand il crée l'identité du patient
    Et il appelle INSi
    Alors un seul appel INSi est parti, pour ce patient
    # 2. le journal des appels montre l'appel, daté et signé
    Alors le journal INSi montre le code 00 et tout ce qu'INSi a rendu

  @INS/va1.35.01
  Scénario: Tout ce qu'INSi rend par carte Vitale est tracé
    # 1. Appeler INSi par carte Vitale [guidé : il faut un lecteur et une carte Vitale de test]
    Alors une personne appelle INSi par carte Vitale pour un patient
    # 2. retrouver dans le journal le code retour et, si 00, matricule, OID, historique et traits [guidé : il faut un lecteur et une carte Vitale de test]
    Alors une personne montre dans le journal le code retour et, si 00, le matricule, l'OID, l'historique et les traits

  @INS/va1.14.01
  Scénario: Un centre de santé appelle INSi avec un certificat d'organisation
    # 1. Appeler INSi
    Étant donné un utilisateur ordinaire
    Et un patient connu d'INSi
    Quand il crée l'identité du patient
    Et il appelle INSi
    Alors un seul appel INSi est parti, pour ce patient
    # 2. la connexion porte un certificat logiciel d'organisation de l'IGC-Santé
    Alors la connexion porte un certificat d'organisation
