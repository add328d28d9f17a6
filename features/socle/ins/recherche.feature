# language: fr
Fonctionnalité: Recherche d'antériorité

  @INS/va1.02.01
  Scénario: La recherche par la seule date de naissance trouve le patient
    # 1. Créer deux identités de dates de naissance différentes
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est provisoire
    Et un second patient d'une autre date de naissance
    # 2. rechercher par la date de naissance : le patient est trouvé, l'autre non
    Quand il cherche par la date de naissance
    Alors la recherche trouve le patient et pas le second

  @INS/va1.02.02
  Scénario: La date de naissance complétée des premiers caractères du nom
    # 1. Créer deux identités de même date de naissance et de noms différents
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est provisoire
    Et un second patient de même date de naissance
    # 2. rechercher par la date et les premiers caractères du nom : le patient est trouvé, l'autre non
    Quand il cherche par la date de naissance et les premiers caractères du nom
    Alors la recherche trouve le patient et pas le second

  @INS/va1.02.03
  Scénario: La date de naissance complétée des premiers caractères du prénom
    # 1. Créer deux identités de même date de naissance et de prénoms différents
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est provisoire
    Et un second patient de même date de naissance
    # 2. rechercher par la date et les premiers caractères du prénom : le patient est trouvé, l'autre non
    Quand il cherche par la date de naissance et les premiers caractères du prénom
    Alors la recherche trouve le patient et pas le second

  @INS/va1.02.04
  Scénario: La recherche d'une date commune trouve les deux patients
    # 1. Créer deux identités de même date de naissance
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est provisoire
    Et un second patient de même date de naissance
    # 2. rechercher par la date de naissance : les deux patients sont trouvés
    Quand il cherche par la date de naissance
    Alors la recherche trouve le patient et le second

  @INS/va1.02.05
  Scénario: La recherche d'une autre date ne trouve pas le patient
    # 1. Créer une identité
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est provisoire
    # 2. rechercher par son nom et une autre date de naissance : le patient n'est pas trouvé
    Quand il cherche par le nom et une autre date de naissance
    Alors la recherche ne trouve pas le patient

  @INS/va1.25.01
  Scénario: La recherche ignore les apostrophes
    # 1. Créer une identité dont le nom porte une apostrophe
    Étant donné un utilisateur ordinaire
    Et un patient dont le nom de naissance porte une apostrophe
    # 2. rechercher le nom sans apostrophe, puis avec : le patient est trouvé
    Alors la recherche du nom trouve le patient, avec et sans ce signe

  @INS/va1.25.02
  Scénario: La recherche ignore les tirets
    # 1. Créer une identité dont le nom porte un tiret
    Étant donné un utilisateur ordinaire
    Et un patient dont le nom de naissance porte un tiret
    # 2. rechercher le nom sans tiret, puis avec : le patient est trouvé
    Alors la recherche du nom trouve le patient, avec et sans ce signe

  @INS/va1.25.03
  Scénario: La recherche ignore les accents
    # 1. Créer une identité dont le nom porte des accents
    Étant donné un utilisateur ordinaire
    Et un patient dont le nom de naissance porte des accents
    # 2. rechercher le nom sans accent, puis avec : le patient est trouvé
    Alors la recherche du nom trouve le patient, avec et sans ce signe

  @INS/va1.25.04
  Scénario: La recherche ignore les signes diacritiques
    # 1. Créer une identité dont le nom porte une cédille et une ligature
    Étant donné un utilisateur ordinaire
    Et un patient dont le nom de naissance porte une cédille et une ligature
    # 2. rechercher le nom sans ces signes, puis avec : le patient est trouvé
    Alors la recherche du nom trouve le patient, avec et sans ce signe
