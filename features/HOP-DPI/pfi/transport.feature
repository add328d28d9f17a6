# language: fr
Fonctionnalité: Transport des documents en HL7 v2

  # seul
  @CDA/HL7.01.01
  Scénario: Les acquittements techniques et métier de la plateforme sont traités
    # 1. La plateforme refuse un document : l'écran le dit, et pourquoi [écran]
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et la plateforme refuse les documents du patient
    Et une lettre de liaison à la sortie validée du patient
    Quand il transmet le document à la plateforme pour le DMP
    Alors les transmissions montrent le refus de la plateforme, et sa raison
    # 2. elle accepte un document et annonce son dépôt au DMP : l'écran le dit [écran]
    Étant donné la plateforme accepte de nouveau les documents du patient
    Et un compte rendu opératoire validé du patient
    Quand il transmet le document à la plateforme pour le DMP
    Et la plateforme annonce le dépôt du document au DMP
    Alors les transmissions montrent le document déposé au DMP
    # 3. elle annonce l'échec d'un dépôt : l'écran le dit, et pourquoi [écran]
    Étant donné une ordonnance de sortie validée du patient
    Quand il transmet le document à la plateforme pour le DMP
    Et la plateforme annonce l'échec du dépôt du document au DMP
    Alors les transmissions montrent l'échec du dépôt au DMP, et sa raison
    # 4. elle annonce la réception et la lecture d'un courriel : l'écran le dit [écran]
    Étant donné deux correspondants aux adresses MSSanté connues
    Et une lettre de liaison à la sortie validée du patient
    Quand il transmet le document à la plateforme pour les correspondants
    Et la plateforme annonce la réception puis la lecture du courriel
    Alors les transmissions montrent le courriel reçu et lu par le correspondant
    # 5. fournir le lien du rapport de l'Espace de Test [pièce : l'Espace de Test de l'ANS]
    Alors le lien du rapport de l'Espace de Test est attendu

  # seul
  @CDA/HL7.02.01
  Scénario: Les documents sont transmis à la plateforme selon le volet de transport
    # 1. Exécuter le test Gazelle du volet de transport HL7 v2
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et une lettre de liaison à la sortie validée du patient
    Quand il transmet le document à la plateforme pour le DMP
    Alors un document est transmis à la plateforme, pour le DMP seul
    Et les transmissions montrent le document accepté par la plateforme
    Quand il écrit une nouvelle version du document
    Et il transmet le document à la plateforme pour le DMP
    Alors la nouvelle version est transmise à la plateforme comme un remplacement
    # 2. fournir le lien [pièce : l'Espace de Test de l'ANS]
    Alors le lien du rapport de l'Espace de Test est attendu

  # seul
  @CDA/HL7.04.01
  Scénario: Les documents reçus par MSSanté que remet la plateforme sont intégrés
    # 1. La plateforme remet un MDM qui porte le CDA d'un patient connu : le message est acquitté
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Quand la plateforme remet un document reçu par MSSanté pour ce patient
    Alors le produit acquitte le document remis
    # 2. le document est au dossier du patient et s'ouvre
    Alors le document remis est au dossier du patient
    Et le document remis s'ouvre, tel que la plateforme l'a remis
    # 3. le document d'un patient inconnu est refusé, et la plateforme sait pourquoi
    Quand la plateforme remet un document reçu par MSSanté pour un patient inconnu
    Alors le produit refuse le document remis, et dit que le patient est inconnu
    # 4. fournir le lien du rapport de l'Espace de Test [pièce : l'Espace de Test de l'ANS]
    Alors le lien du rapport de l'Espace de Test est attendu
