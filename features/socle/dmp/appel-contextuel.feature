# language: fr
Fonctionnalité: Appel contextuel du DMP

  @DMP/UX.49.01
  Scénario: Le DMP du patient s'ouvre par appel contextuel
    # 1. Ouvrir depuis le dossier le DMP du patient, par l'appel contextuel TD0.9
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Quand il ouvre le Web-PS au dossier du patient
    Alors le Web-PS s'ouvre au dossier du patient, pour ce patient
    # 2. Fournir le justificatif d'homologation [pièce : l'homologation est délivrée par le CNDA]
    Alors le justificatif d'homologation de l'appel contextuel est attendu
