# language: fr
Fonctionnalité: Documents produits

  @DOC/va1.01.01
  Scénario: Le document est produit en PDF/A-1, sous un nom conforme
    # 1. Produire un document et en obtenir le PDF
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et un courrier validé du patient
    Quand il obtient le PDF du document
    Alors le fichier est un PDF/A-1
    # 2. son nom suit les règles ECO 2.1.5 et 2.1.6
    Alors le nom du fichier suit la règle des pièces jointes

  @DOC/va1.04.01
  Scénario: L'INS est dans le CDA et dans le datamatrix du PDF
    # 1. Le CDA R2 N1 d'un patient à l'identité qualifiée porte son INS
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et un courrier validé du patient
    Quand il obtient le CDA du document
    Alors le CDA est conforme et porte l'INS du patient
    # 2. le CDA d'une identité non qualifiée ne la porte pas
    Étant donné un patient dont l'identité est récupérée
    Et un courrier validé du patient
    Quand il obtient le CDA du document
    Alors le CDA ne porte pas l'INS du patient
    # 3. le PDF/A-1 porte le datamatrix INS [guidé : le datamatrix se lit par un lecteur optique]
    Alors une personne ouvre le PDF du document, lit le datamatrix INS et dit ce qu'il porte
    # 4. fournir le lien du rapport de l'Espace de Test [pièce : l’Espace de Test seul émet le rapport]
    Alors le lien du rapport de l'Espace de Test est attendu

  @DOC/va1.10.01
  Scénario: La prescription porte l'INS dans le CDA et dans le PDF/A-1
    # 1. Produire une prescription pour un patient à l'identité qualifiée : son CDA porte l'INS
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et une ordonnance validée du patient
    Quand il obtient le CDA du document
    Alors le CDA est conforme et porte l'INS du patient
    # 2. son PDF est un PDF/A-1
    Quand il obtient le PDF du document
    Alors le fichier est un PDF/A-1
    # 3. fournir le lien du rapport de l'Espace de Test [pièce : l’Espace de Test seul émet le rapport]
    Alors le lien du rapport de l'Espace de Test est attendu

  @DOC/va1.05.01
  Scénario: Les mentions destinées au patient se règlent et s'impriment
    # 1. Régler les mentions d'information du patient : le réglage est gardé
    Étant donné un utilisateur ordinaire
    Quand il règle les mentions destinées au patient
    Alors le réglage des mentions est gardé
    # 2. le document imprimé porte les mentions en bas de page
    Étant donné un patient dont l'identité est qualifiée
    Et un courrier validé du patient
    Quand il obtient le PDF du document
    Alors le bas de chaque page imprime les mentions réglées

  @DOC/va1.14.01
  Scénario: Le volet de synthèse médicale est produit en CDA R2 N3
    # 1. Fournir le lien du rapport de l'Espace de Test [pièce : l’Espace de Test seul émet le rapport]
    Alors le lien du rapport de l'Espace de Test est attendu

  @DOC/va1.11.01
  Scénario: Les rappels de mise à jour du volet de synthèse se règlent
    # 1. Régler le rappel du volet de synthèse à 6 mois : le dossier d'un patient sans volet de synthèse le montre
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est provisoire
    Quand il règle le rappel du volet de synthèse à 6 mois
    Alors le dossier montre le rappel du volet de synthèse, à 6 mois
    # 2. un volet de synthèse validé fait cesser le rappel
    Étant donné un volet de synthèse validé du patient
    Alors le dossier ne montre plus de rappel du volet de synthèse

  @DOC/va1.13.01
  Scénario: Les rappels présentés se modifient
    # 1. Modifier le rappel présenté pour un patient : le dossier montre le nouveau délai
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est provisoire
    Quand il modifie le rappel du volet de synthèse de ce patient
    Alors le dossier montre le rappel au nouveau délai
