# language: fr
Fonctionnalité: Envoi automatique aux correspondants

  @MSS/va1.21.01
  Scénario: Le document validé part seul vers les correspondants
    # 1. Valider un compte rendu : il part seul vers chacun de ses correspondants
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et l'envoi automatique aux correspondants réglé
    Et un compte rendu validé du patient
    Alors le compte rendu est parti seul, un courriel pour chacun de ses correspondants
    # 2. chaque courriel porte l'archive IHE_XDM et le PDF du document
    Alors chaque courriel de compte rendu est conforme, avec son archive et son PDF
    # 3. fournir le lien du rapport de l'Espace de Test [pièce : l'Espace de Test de l'ANS]
    Alors le lien du rapport de l'Espace de Test est attendu
