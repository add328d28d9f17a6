# language: fr
Fonctionnalité: Nomenclatures et vaccins

  @ERGO/va1.01.01
  Scénario: Les nomenclatures usuelles de ville se consultent
    # 1. Consulter la CIM-10
    Étant donné un utilisateur ordinaire
    Alors la nomenclature CIM-10 montre un code et son libellé
    # 2. consulter la CISP-2
    Alors la nomenclature CISP-2 montre un code et son libellé
    # 3. consulter les jeux LOINC
    Alors la nomenclature LOINC montre un code et son libellé
    # 4. consulter la CCAM
    Alors la nomenclature CCAM montre un code et son libellé
    # 5. consulter l'ATC
    Alors la nomenclature ATC montre un code et son libellé

  @ERGO/va1.02.01
  Scénario: La saisie est complétée dans les nomenclatures
    # 1. Commencer la saisie d'un libellé : le terme est proposé
    Étant donné un utilisateur ordinaire
    Quand il commence la saisie d'un terme
    Alors le terme est proposé
    # 2. ce qui ne répond pas à la saisie n'est pas proposé
    Alors un terme d'un autre début n'est pas proposé
    Et la saisie d'un mot étranger aux nomenclatures est réaffichée
    # 3. la saisie sans accents propose le terme accentué
    Quand il commence sans accents la saisie d'un terme accentué
    Alors le terme est proposé

  @ERGO/va1.07.01
  Scénario: Le datamatrix d'une boîte de vaccin est lu et enregistré
    # 1. Lire le datamatrix d'une boîte de vaccin : le CIP, le lot et la péremption sont enregistrés
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est provisoire
    Quand il lit le datamatrix d'une boîte de vaccin
    Alors la vaccination porte le CIP, le lot et la péremption de la boîte
    # 2. lire une boîte dont le datamatrix a un autre ordre et une péremption sans jour
    Quand il lit une boîte dont le datamatrix a un autre ordre et une péremption sans jour
    Alors la vaccination porte le CIP, le lot et la péremption de la boîte
