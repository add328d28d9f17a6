# language: fr
Fonctionnalité: L'identité, dans ses champs et dans les flux

  @INS/va1.01.01
  Scénario: Les traits saisis ont chacun leur champ
    # 1. Créer une identité avec tous les traits, stricts et complémentaires : la fiche les porte tous
    Étant donné un utilisateur ordinaire
    Et un patient aux traits tous saisis
    Quand il crée l'identité du patient
    Alors la fiche porte les traits saisis

  @INS/va1.01.02
  Scénario: Le matricule et son OID ont chacun leur champ
    # 1. Appeler INSi pour une identité et accepter son retour
    Étant donné un utilisateur ordinaire
    Et un patient dont INSi connaît d'autres prénoms et un autre lieu de naissance
    Quand il crée l'identité du patient
    Et il appelle INSi et accepte son retour
    # 2. la fiche porte le matricule, l'OID et les traits rendus
    Alors la fiche porte le matricule et l'OID rendus par INSi
    Et la fiche porte les traits rendus par INSi

  @INS/va1.01.03
  Scénario: L'identité reçue d'un autre logiciel a les mêmes champs
    # 1. Recevoir l'identité validée d'un patient, avec son INS
    Étant donné un utilisateur ordinaire
    Et un patient de l'établissement
    Quand la plateforme transmet son identité validée, avec son INS, à sa création
    # 2. la fiche porte le matricule, l'OID et les traits reçus
    Alors le patient se trouve dans le logiciel
    Et la fiche porte les traits reçus
    Et la fiche porte l'INS reçue

  @INS/va1.59.01
  Scénario: Les flux d'une identité qui n'est pas qualifiée ne portent pas l'INS
    # 1. Référentiel d'identités : identité récupérée
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est récupérée
    Alors la fiche porte le matricule et l'OID rendus par INSi
    # 2. produire une donnée à échanger ou partager
    Quand il transmet l'identité aux systèmes raccordés
    Alors un message HL7 du patient part
    # 3. ni matricule ni OID dans le flux
    Alors les messages HL7 du patient ne portent ni matricule ni OID
    # 4. logiciel non référentiel : pas de scénario [guidé : c'est un choix d'installation, que rien ne montre au banc]
    Alors une personne dit si le logiciel est le référentiel d'identités de l'installation

  @INS/va1.59.02
  Scénario: Les éditions d'une identité qui n'est pas qualifiée ne portent pas l'INS
    # 1. Référentiel d'identités : identité récupérée
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est récupérée
    Alors la fiche porte le matricule et l'OID rendus par INSi
    # 2. produire l'édition papier
    Quand il produit le document à transmettre
    Alors le document porte les traits du patient
    # 3. ni matricule ni OID
    Alors le document ne porte ni matricule ni OID
    # 4. logiciel non référentiel : pas de scénario [guidé : c'est un choix d'installation, que rien ne montre au banc]
    Alors une personne dit si le logiciel est le référentiel d'identités de l'installation

  @INS/va1.58.01
  Scénario: INSi est appelé par certificat d'organisation et par carte CPx
    # 1. Appeler INSi par certificat d'organisation
    Étant donné un utilisateur ordinaire
    Et un patient connu d'INSi
    Quand il crée l'identité du patient
    Et il appelle INSi
    Alors un seul appel INSi est parti, pour ce patient
    Et la connexion porte un certificat d'organisation
    # 2. appeler INSi par carte CPx
    Quand il appelle INSi par sa carte CPx
    Alors la carte du professionnel authentifie la requête
    Quand il accepte le retour INSi
    Alors la fiche porte le matricule et l'OID rendus par INSi
    # 3. fournir le justificatif d'autorisation du CNDA [pièce : délivré par le CNDA]
    Alors le justificatif du CNDA est attendu
