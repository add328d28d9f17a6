# language: fr
Fonctionnalité: Création d'une identité au système d'information de radiologie

  @INS/va1.22.01
  Scénario: Les champs facultatifs ne sont pas exigés à la création
    # 1. Créer une identité avec les seuls traits obligatoires : elle est enregistrée
    Étant donné un utilisateur ordinaire
    Et un patient aux seuls traits obligatoires saisis
    Quand il crée l'identité du patient
    # 2. la fiche porte les traits saisis, et eux seuls
    Alors la fiche porte les traits saisis
    Et la fiche ne porte ni matricule ni OID
