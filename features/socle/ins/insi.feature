# language: fr
Fonctionnalité: Appel du téléservice INSi

  @INS/va1.20.01
  Scénario: L'appel INSi est bloqué pour une identité douteuse
    # 1. Marquer une identité douteuse
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est provisoire
    Quand il marque l'identité douteuse
    Alors la fiche montre l'identité douteuse
    # 2. l'appel INSi est impossible
    Quand il appelle INSi
    Alors aucun appel INSi n'est parti, et un message dit pourquoi
    Et l'appel INSi part une fois l'attribut douteuse retiré

  @INS/va1.20.02
  Scénario: L'appel INSi est bloqué pour une identité fictive
    # 1. Marquer une identité fictive
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est provisoire
    Quand il marque l'identité fictive
    Alors la fiche montre l'identité fictive
    # 2. l'appel INSi est impossible
    Quand il appelle INSi
    Alors aucun appel INSi n'est parti, et un message dit pourquoi
    Et l'appel INSi part une fois l'attribut fictive retiré

  @INS/va1.32.01
  Scénario: L'appel INSi est réservé aux utilisateurs habilités
    # 1. Utilisateur non habilité : l'appel INSi est impossible
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est provisoire
    Et un utilisateur non habilité à INSi
    Quand il appelle INSi
    Alors aucun appel INSi n'est parti, et un message dit pourquoi
    # 2. utilisateur habilité : l'appel INSi part
    Étant donné un utilisateur ordinaire
    Quand il appelle INSi
    Alors un seul appel INSi est parti, pour ce patient

  @INS/va1.28.01
  Scénario: Une INS à la date de naissance inexploitable n'est pas rapatriée
    # 1. Simuler un retour INSi 00 avec jour ou mois à 00
    Étant donné un utilisateur ordinaire
    Et un patient dont INSi rend le jour de naissance à 00
    Et un patient dont INSi rend le mois de naissance à 00
    Quand il crée les identités et appelle INSi pour chacune
    Alors un appel INSi est parti pour chacune
    # 2. le rapatriement est bloqué avec message
    Alors aucun rapatriement n'est proposé, et un message dit pourquoi
    # 3. la fiche ne change pas
    Alors les fiches n'ont pas changé

  @INS/va1.31.01
  Scénario: Une INS sans nom de naissance n'est pas rapatriée
    # 1. Simuler un retour INSi 00 au nom de naissance vide
    Étant donné un utilisateur ordinaire
    Et un patient dont INSi rend le nom de naissance vide
    Quand il crée les identités et appelle INSi pour chacune
    Alors un appel INSi est parti pour chacune
    # 2. le rapatriement est bloqué avec message
    Alors aucun rapatriement n'est proposé, et un message dit pourquoi
    # 3. la fiche ne change pas
    Alors les fiches n'ont pas changé

  @INS/va1.31.02
  Scénario: Une INS sans prénoms n'est pas rapatriée
    # 1. Simuler un retour INSi 00 aux prénoms vides
    Étant donné un utilisateur ordinaire
    Et un patient dont INSi rend les prénoms vides
    Quand il crée les identités et appelle INSi pour chacune
    Alors un appel INSi est parti pour chacune
    # 2. le rapatriement est bloqué avec message
    Alors aucun rapatriement n'est proposé, et un message dit pourquoi
    # 3. la fiche ne change pas
    Alors les fiches n'ont pas changé

  @INS/va1.31.03
  Scénario: Une INS sans sexe n'est pas rapatriée
    # 1. Simuler un retour INSi 00 au sexe vide
    Étant donné un utilisateur ordinaire
    Et un patient dont INSi rend le sexe vide
    Quand il crée les identités et appelle INSi pour chacune
    Alors un appel INSi est parti pour chacune
    # 2. le rapatriement est bloqué avec message
    Alors aucun rapatriement n'est proposé, et un message dit pourquoi
    # 3. la fiche ne change pas
    Alors les fiches n'ont pas changé

  @INS/va1.51.01
  Scénario: Un premier prénom discordant n'est pas écrasé
    # 1. Identité provisoire ou validée au 1er prénom volontairement discordant
    Étant donné un utilisateur ordinaire
    Et un patient dont le premier prénom n'est pas celui d'INSi
    Quand il crée l'identité du patient
    Alors la fiche porte les traits saisis
    Et l'identité est provisoire
    # 2. appeler INSi, retour 00
    Quand il appelle INSi
    Alors un seul appel INSi est parti, pour ce patient
    # 3. comparatif local/INSi avec écarts visibles [écran]
    Alors le comparatif montre les traits locaux et ceux d'INSi, l'écart de prénom en évidence
    # 4. accepter la mise à jour
    Alors l'identité est encore provisoire
    Quand il accepte le retour INSi
    Alors l'identité est récupérée
    # 5. le 1er prénom n'est pas écrasé et une alerte signale l'incohérence [écran]
    Alors la fiche garde le premier prénom saisi
    Et une alerte signale l'incohérence du prénom

  @INS/va1.52.01
  Scénario: Le retour INSi accepté alimente la fiche
    # 1. Créer une identité dont la liste des prénoms et le lieu diffèrent de ceux d'INSi
    Étant donné un utilisateur ordinaire
    Et un patient dont INSi connaît d'autres prénoms et un autre lieu de naissance
    Quand il crée l'identité du patient
    Alors la fiche porte les traits saisis
    # 2. accepter le retour INSi
    Quand il appelle INSi et accepte son retour
    Alors l'identité est récupérée
    # 3. les champs de la fiche prennent les valeurs d'INSi
    Alors la fiche porte les traits rendus par INSi
    Et la fiche porte le matricule et l'OID rendus par INSi

  @INS/va1.35.02
  Scénario: Le journal INSi garde tout ce que le téléservice a rendu
    # 1. Appeler INSi par traits
    Étant donné un utilisateur ordinaire
    Et un patient connu d'INSi avec un historique de matricules
    Quand il crée l'identité du patient
    Et il appelle INSi et accepte son retour
    Alors un seul appel INSi est parti, pour ce patient
    Et la requête est conforme au contrat du téléservice
    # 2. retrouver dans le journal le code retour et, si 00, matricule, OID, historique et traits
    Alors le journal INSi montre le code 00 et tout ce qu'INSi a rendu
    Et il montre aussi le code 01 d'un patient inconnu d'INSi
    Et il montre aussi le code 02 d'un patient que plusieurs identités satisfont

  @INS/va1.49.01
  Scénario: Une erreur du téléservice est montrée et tracée, sans boucle
    # 1. Appeler INSi alors que le téléservice répond une erreur
    Étant donné un utilisateur ordinaire
    Et un patient pour lequel INSi répond une erreur
    Quand il crée l'identité du patient
    Et il appelle INSi
    Alors un seul appel INSi est parti, pour ce patient
    # 2. le texte de l'erreur est affiché
    Alors le message affiché reprend le texte de l'erreur
    # 3. retrouver l'accès dans le journal INSi, avec son erreur
    Alors le journal INSi montre l'erreur

  @INS/va1.41.01
  Scénario: La recherche par matricule contrôle les 15 caractères et la clé
    # 1. Saisir un matricule connu
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Quand il cherche le matricule du patient
    Alors la fiche porte le matricule et l'OID rendus par INSi
    # 2. le logiciel exige 15 caractères et contrôle la clé
    Alors la recherche de 14 caractères est refusée
    # 3. l'usager est retrouvé
    Alors la recherche a trouvé le patient et lui seul
    # 4. clé fausse puis clé absente : recherche refusée
    Alors la recherche à la clé fausse est refusée
    Et la recherche sans clé est refusée

  @INS/va1.53.01
  Scénario: Matricule et OID ne sont transmis que pour une identité qualifiée
    # 1. Identité récupérée
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est récupérée
    Alors la fiche porte le matricule et l'OID rendus par INSi
    # 2. produire un document ou un message PAM
    Quand il produit le document à transmettre
    Alors le document porte les traits du patient
    # 3. vérifier l'absence de matricule et d'OID
    Alors le document ne porte ni matricule ni OID
    Et il les porte une fois l'identité qualifiée
