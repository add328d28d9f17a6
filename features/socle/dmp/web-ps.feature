# language: fr
Fonctionnalité: Appel contextuel du Web-PS

  @DMP/va1.02.01
  Scénario: L'accueil du DMP d'un patient s'ouvre en un geste
    # 1. Ouvrir le DMP d'un patient à l'identité qualifiée : le Web-PS s'ouvre à son dossier
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Quand il ouvre le Web-PS au dossier du patient
    Alors le Web-PS s'ouvre au dossier du patient, pour ce patient
    # 2. pour une identité qui n'est pas qualifiée, rien ne s'ouvre
    Étant donné un patient dont l'identité est récupérée
    Quand il ouvre le Web-PS au dossier du patient
    Alors aucune page du Web-PS ne s'ouvre, et un message dit pourquoi
    # 3. fournir le justificatif du CNDA [pièce : l'homologation du CNDA]
    Alors le justificatif du CNDA est attendu
