# language: fr
Fonctionnalité: Cas d'autorisation CNDA du téléservice INSi

  @INSi_test_2.04_cas_2
  Scénario: L'historique des matricules rendu par INSi est gardé
    # 1. Appeler INSi pour ECETINSI PIERRE-ALAIN et accepter son retour
    Étant donné un utilisateur ordinaire
    Et le patient publié ECETINSI
    Quand il crée l'identité du patient
    Et il appelle INSi et accepte son retour
    Alors l'identité est récupérée
    Et la fiche porte le matricule et l'OID rendus par INSi
    # 2. retrouver les matricules historiques
    Alors le journal INSi montre le code 00 et tout ce qu'INSi a rendu

  @INSi_test_2.05
  Scénario: Un NIA est rapatrié avec son OID
    # 1. Appeler INSi pour PROVISOIRE MATRICULE et accepter son retour
    Étant donné un utilisateur ordinaire
    Et le patient publié PROVISOIRE
    Quand il crée l'identité du patient
    Et il appelle INSi et accepte son retour
    Alors l'identité est récupérée
    # 2. la fiche porte le NIA et l'OID des NIA
    Alors la fiche porte le matricule et l'OID rendus par INSi

  @INSi_test_2.08_cas_1
  Scénario: Un matricule inchangé est conservé au nouvel appel
    # 1. Appeler INSi de nouveau pour CORSE ANTHONY, déjà récupérée
    Étant donné un utilisateur ordinaire
    Et le patient publié CORSE
    Quand il crée l'identité du patient
    Et il appelle INSi et accepte son retour
    Et il appelle de nouveau INSi et accepte son retour
    Alors un nouvel appel INSi est parti
    # 2. le matricule est conservé
    Alors la fiche porte le matricule et l'OID rendus par INSi

  @INSi_test_2.08_cas_2
  Scénario: Un matricule changé remplace l'ancien, qui est gardé
    # 1. Récupérer HERMANN GATIEN sous son ancien matricule
    Étant donné un utilisateur ordinaire
    Et le patient publié HERMANN, encore connu d'INSi sous son ancien matricule
    Quand il crée l'identité du patient
    Et il appelle INSi et accepte son retour
    Alors la fiche porte l'ancien matricule
    # 2. appeler INSi de nouveau : le nouveau matricule, tel que rendu, remplace l'ancien
    Étant donné que le matricule du patient a changé
    Quand il appelle de nouveau INSi et accepte son retour
    Alors la fiche porte le matricule et l'OID rendus par INSi
    # 3. l'ancien matricule est historisé
    Alors l'historique montre le changement de matricule, daté et signé

  @INSi_CR01
  Scénario: Chaque prénom est essayé, jusqu'au premier retour 00
    # 1. Appeler INSi pour TCHITCHI, dont seul le second prénom est connu
    Étant donné un utilisateur ordinaire
    Et le patient publié TCHITCHI, aux prénoms saisis OLA CATARINA
    Quand il crée l'identité du patient
    Et il appelle INSi
    Alors les prénoms OLA puis CATARINA ont été essayés, et aucun autre
    # 2. aucun prénom connu : tous sont essayés, puis tous ensemble
    Étant donné le patient publié HOUILLES, aux prénoms saisis PIERRE PAUL JACQUES
    Quand il crée l'identité du patient
    Et il appelle INSi
    Alors les prénoms PIERRE, PAUL, JACQUES puis tous ensemble ont été essayés
    # 3. l'absence d'identité est affichée
    Alors un message dit qu'aucune identité n'est trouvée

  @INSi_CR02
  Scénario: Plusieurs identités trouvées
    # 1. Appeler INSi pour DE VINCI LEONARDO
    Étant donné un utilisateur ordinaire
    Et le patient publié DE VINCI, aux prénoms saisis LEONARDO
    Quand il crée l'identité du patient
    Et il appelle INSi
    Alors un message dit que plusieurs identités sont trouvées
    # 2. rien n'est rapatrié
    Alors aucun rapatriement n'est proposé
    Et l'identité est provisoire
    Et la fiche ne porte ni matricule ni OID

  @Test_1.02_(INSi)
  Scénario: Une assertion Vitale périmée n'est pas employée
    # 1. Lire la carte Vitale, attendre plus de 20 minutes, puis appeler INSi : la carte est relue [guidé : il faut un lecteur et une carte Vitale de test]
    Alors une personne lit une carte Vitale, attend plus de 20 minutes, appelle INSi et montre que la carte doit être relue

  @Test_1.03_(INSi)
  Scénario: Le bénéficiaire est cohérent avec la carte
    # 1. Appeler INSi par la carte Vitale d'un autre bénéficiaire : l'incohérence est signalée [guidé : il faut un lecteur et une carte Vitale de test]
    Alors une personne appelle INSi avec la carte d'un autre bénéficiaire et montre l'incohérence signalée
