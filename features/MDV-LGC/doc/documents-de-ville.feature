# language: fr
Fonctionnalité: Documents de ville

  @DOC.01.01
  Scénario: Les documents de ville sont produits en CDA R2 N1, leur PDF en base 64
    # 1. Produire un document de ville en CDA R2 N1, son PDF en base 64 : l'en-tête et le corps sont conformes
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et un courrier validé du patient
    Quand il obtient le CDA du document
    Alors le CDA est conforme et porte l'INS du patient
    # 2. Fournir le lien du rapport de l'Espace de Test (CI-SIS-CR-VIL-N1-Create_doc-Sc2) [pièce : seul l'Espace de Test le rend]
    Alors le lien du rapport de l'Espace de Test est attendu

  @DOC.03.01
  Scénario: Un document est prérempli de ce que le dossier contient déjà
    # 1. Ouvrir un nouveau document : il est prérempli de l'identité du patient
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Alors un nouveau courrier est prérempli de l'identité du patient
    # 2. puis de ce que ses documents disent déjà
    Étant donné une synthèse validée du patient
    Et une ordonnance validée du patient
    Alors un nouveau courrier est prérempli des documents du dossier
