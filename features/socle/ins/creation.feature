# language: fr
Fonctionnalité: Création et journaux d'une identité

  @INS/va1.21.01
  Scénario: La création est refusée sans les cinq traits stricts
    # 1. Tenter cinq créations en omettant à chaque fois un trait obligatoire
    Étant donné un utilisateur ordinaire
    Et un patient connu d'INSi
    Quand il tente cinq créations, chacune sans l'un des traits stricts
    Et il crée l'identité du patient
    Alors la fiche porte les traits saisis
    # 2. chaque création est refusée
    Alors chaque création incomplète a été refusée avec un message
    Et la recherche par traits ne trouve que l'identité complète

  @INS/va1.39.01
  Scénario: Tout accès à une identité est tracé
    # 1. Ouvrir la fiche d'un patient
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est provisoire
    Quand il ouvre la fiche du patient
    Alors la fiche porte les traits saisis
    # 2. retrouver date, heure et utilisateur dans un journal dédié
    Alors le journal des accès montre l'ouverture de la fiche, datée et signée

  @INS/va1.27.01
  Scénario: Toute modification d'une identité est tracée
    # 1. Modifier un trait d'une identité
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est provisoire
    Quand il change le nom de naissance
    Alors la fiche porte le nouveau nom de naissance
    # 2. retrouver la date, l'heure, le type et l'auteur de la modification
    Alors l'historique montre le changement de nom de naissance, daté et signé

  @INS/va1.23.01
  Scénario: La nature du justificatif d'identité est enregistrée
    # 1. Contrôler une identité sur un passeport
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est provisoire
    Quand il contrôle l'identité sur un passeport
    Alors l'identité est validée
    # 2. la fiche garde la nature du justificatif
    Alors la fiche garde le passeport comme justificatif
