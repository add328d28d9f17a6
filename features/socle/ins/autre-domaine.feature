# language: fr
# La vérification INSi (WS_INS3 à WS_INS5) n'a ni contrat ni exemple publics : ces points se montrent à une personne,
# sur l'environnement de qualification.
Fonctionnalité: Identités venues d'un autre domaine

  @INS/va1.13.01
  Scénario: Une identité qualifiée ailleurs est requalifiée
    # 1. Flux d'un autre domaine portant un matricule, usager inconnu [guidé : la vérification INSi n’a pas de forme publique]
    Alors une personne fait recevoir au produit un flux d'un autre domaine portant le matricule d'un usager inconnu
    # 2. vérification INSi lancée [guidé : la vérification INSi n’a pas de forme publique]
    Alors une personne montre que la vérification INSi est lancée
    # 3. retour OK [guidé : la vérification INSi n’a pas de forme publique]
    Alors une personne montre le retour OK de la vérification
    # 4. identité créée avec matricule et OID au statut « récupérée » (pas « qualifiée ») [guidé : la vérification INSi n’a pas de forme publique]
    Alors une personne montre l'identité créée avec matricule et OID au statut récupérée

  @INS/va1.57.01
  Scénario: Le référentiel d'identités requalifie une identité reçue
    # 1. Recevoir une identité qualifiée d'un autre domaine [guidé : la vérification INSi n’a pas de forme publique]
    Alors une personne fait recevoir au référentiel d'identités une identité qualifiée d'un autre domaine
    # 2. l'identité est vérifiée auprès d'INSi avant d'être qualifiée [guidé : la vérification INSi n’a pas de forme publique]
    Alors une personne montre que l'identité n'est qualifiée qu'après contrôle et vérification INSi

  @INS/va1.04.01
  Scénario: Le contrat de confiance avec l'émetteur
    # 1. Paramétrer un contrat de confiance [guidé : le contrat de confiance et son flux sont propres à chaque produit]
    Alors une personne paramètre un contrat de confiance avec un émetteur
    # 2. cas 1, émetteur sous contrat : identité créée avec matricule, statut « qualifiée » [guidé : le contrat de confiance et son flux sont propres à chaque produit]
    Alors une personne fait recevoir une identité de l'émetteur sous contrat et montre son statut qualifiée
    # 3. cas 2, émetteur sans contrat : identité non créée d'office avec matricule, ni qualifiée, matricule et OID vides [guidé : le contrat de confiance et son flux sont propres à chaque produit]
    Alors une personne fait recevoir une identité d'un émetteur sans contrat et montre matricule et OID vides

  @INS/va1.06.01
  Scénario: Tout appel de vérification INSi est tracé
    # 1. Lancer une vérification INSi [guidé : la vérification INSi n’a pas de forme publique]
    Alors une personne lance une vérification INSi
    # 2. le journal montre l'appel et son retour [guidé : la vérification INSi n’a pas de forme publique]
    Alors une personne montre dans le journal l'appel de vérification et son retour

  @INS/va1.63.01
  Scénario: L'appel de vérification et son retour sont tracés
    # 1. Lancer une vérification INSi [guidé : la vérification INSi n’a pas de forme publique]
    Alors une personne lance une vérification INSi
    # 2. le journal montre l'appel et son retour [guidé : la vérification INSi n’a pas de forme publique]
    Alors une personne montre dans le journal l'appel de vérification et son retour

  @INS/va1.08.01
  Scénario: Un retour KO rétrograde une identité connue
    # 1. Identité qualifiée dont un trait a changé [guidé : la vérification INSi n’a pas de forme publique]
    Alors une personne prend une identité qualifiée dont un trait a changé à l'état civil
    # 2. lancer la vérification [guidé : la vérification INSi n’a pas de forme publique]
    Alors une personne lance la vérification INSi
    # 3. retour KO [guidé : la vérification INSi n’a pas de forme publique]
    Alors une personne montre le retour KO
    # 4. matricule et OID invalidés, statut provisoire, entrée en liste de travail [guidé : la vérification INSi n’a pas de forme publique]
    Alors une personne montre matricule et OID invalidés, le statut provisoire et l'entrée en liste de travail

  @INS/va1.07.01
  Scénario: Un retour KO ne met pas à jour un usager connu
    # 1. Flux d'un autre domaine, usager connu au statut validée [guidé : la vérification INSi n’a pas de forme publique]
    Alors une personne fait recevoir un flux d'un autre domaine pour un usager connu au statut validée
    # 2. vérification INSi KO [guidé : la vérification INSi n’a pas de forme publique]
    Alors une personne montre le retour KO
    # 3. ni mise à jour ni proposition de mise à jour [guidé : la vérification INSi n’a pas de forme publique]
    Alors une personne montre que l'identité n'est ni mise à jour ni proposée à la mise à jour

  @INS/va1.05.01
  Scénario: Un retour KO crée un usager inconnu sans matricule
    # 1. Flux d'un autre domaine, usager inconnu [guidé : la vérification INSi n’a pas de forme publique]
    Alors une personne fait recevoir un flux d'un autre domaine pour un usager inconnu
    # 2. vérification INSi KO [guidé : la vérification INSi n’a pas de forme publique]
    Alors une personne montre le retour KO
    # 3. identité créée ou proposée à la création, sans matricule ni OID [guidé : la vérification INSi n’a pas de forme publique]
    Alors une personne montre l'identité créée ou proposée, sans matricule ni OID

  @INS/va1.11.01
  Scénario: La vérification INSi part seule à la réception
    # 1. Flux d'un autre domaine, INS inconnue localement [guidé : la vérification INSi n’a pas de forme publique]
    Alors une personne fait recevoir un flux d'un autre domaine dont l'INS est inconnue localement
    # 2. la vérification INSi part seule [guidé : la vérification INSi n’a pas de forme publique]
    Alors une personne montre que la vérification INSi est partie sans action de l'utilisateur

  @INS/va1.12.01
  Scénario: Un retour KO met la donnée en liste de travail
    # 1. Flux d'un autre domaine [guidé : la vérification INSi n’a pas de forme publique]
    Alors une personne fait recevoir un flux d'un autre domaine
    # 2. vérification KO [guidé : la vérification INSi n’a pas de forme publique]
    Alors une personne montre le retour KO
    # 3. donnée non intégrée, alerte et liste de travail [guidé : la vérification INSi n’a pas de forme publique]
    Alors une personne montre la donnée non intégrée, l'alerte et la liste de travail
