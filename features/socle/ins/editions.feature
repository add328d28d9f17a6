# language: fr
Fonctionnalité: Éditions et échanges de l'identité

  @INS/va1.15.01
  Scénario: Les éditions portent les traits et le matricule
    # 1. Produire l'édition d'un patient à l'identité qualifiée : traits, matricule et sa nature
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Quand il produit le document à transmettre
    Alors le document porte les traits, le matricule et sa nature
    # 2. fournir la copie numérisée de l'édition papier [pièce : l’édition est sur papier]
    Alors la copie numérisée de l'édition papier est attendue

  @INS/va1.10.01
  Scénario: Le site ajoute des traits aux éditions
    # 1. Ajouter le téléphone aux traits des éditions : l'édition le porte
    Étant donné un utilisateur ordinaire
    Et un patient aux traits tous saisis
    Quand il crée l'identité du patient
    Et il règle les éditions pour qu'elles portent le téléphone
    Et il produit le document à transmettre
    Alors le document porte le téléphone

  @INS/va1.03.01
  Scénario: Les éditions papier portent le datamatrix INS
    # 1. Imprimer un document d'un patient à l'identité qualifiée et lire son datamatrix [guidé : l’impression se lit par un lecteur optique]
    Alors une personne imprime un document d'un patient à l'identité qualifiée, lit le datamatrix INS et dit ce qu'il porte
    # 2. fournir la copie numérisée de l'édition papier [pièce : l’édition est sur papier]
    Alors la copie numérisée de l'édition papier est attendue

  @INS/va1.42.01
  Scénario: La copie d'une pièce d'identité est chiffrée, puis détruite
    # 1. Fournir la documentation du chiffrement et de la durée de conservation [pièce : l’éditeur écrit la documentation]
    Alors la documentation est attendue

  @INS/va1.09.01
  Scénario: Autorisation CNDA de la vérification unitaire
    # 1. Fournir le justificatif d'autorisation du CNDA [pièce : le CNDA seul délivre l’autorisation]
    Alors le justificatif du CNDA est attendu

  @INS/va1.37.01
  Scénario: Autorisation CNDA de l'authentification par carte CPx
    # 1. Fournir le justificatif d'autorisation du CNDA [pièce : le CNDA seul délivre l’autorisation]
    Alors le justificatif du CNDA est attendu

  @INS/va1.34.01
  Scénario: Autorisation CNDA de la recherche par traits et par carte Vitale
    # 1. Fournir le justificatif d'autorisation du CNDA [pièce : le CNDA seul délivre l’autorisation]
    Alors le justificatif du CNDA est attendu
