# language: fr
Fonctionnalité: Documents intégrés au dossier

  @CDA/VISU.01.01
  Scénario: Un CDA se lit, en-tête et corps
    # 1. Rendre lisibles l'en-tête et le corps d'un CDA N1
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Quand un confrère envoie un courrier au sujet du patient
    Et il classe le document reçu
    Alors le document intégré montre son en-tête et le fichier de son corps
    # 2. rendre lisible un CDA N3 par la feuille de style jointe
    Quand un laboratoire envoie un compte rendu avec sa feuille de style
    Et il classe le document reçu
    Alors le document intégré est mis en forme par la feuille du producteur
    # 3. à défaut de feuille jointe, rendre lisible la partie narrative par la sienne
    Quand un laboratoire envoie un compte rendu normal
    Et il classe le document reçu
    Alors le document intégré est mis en forme par une feuille du logiciel, narratif compris

  @CDA/INT.15.01
  Scénario: Le CDA importé est gardé avec la feuille de style de son producteur
    # 1. Intégrer un CDA N1
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Quand un confrère envoie un courrier au sujet du patient
    Et il classe le document reçu
    Alors le document intégré montre son en-tête et le fichier de son corps
    # 2. un N3 avec feuille de style (celle du producteur s'applique)
    Quand un laboratoire envoie un compte rendu avec sa feuille de style
    Et il classe le document reçu
    Alors le document intégré est mis en forme par la feuille du producteur
    # 3. un N3 sans (celle du consommateur s'applique)
    Quand un laboratoire envoie un compte rendu normal
    Et il classe le document reçu
    Alors le document intégré est mis en forme par une feuille du logiciel, narratif compris
    # 4. montrer en-tête et narratif stockés
    Alors chaque document intégré montre son en-tête, et le dernier son narratif

  @CDA/INT.16.01
  Scénario: Les sections que le volet ne prévoit pas s'affichent aussi
    # 1. Intégrer un compte rendu qui porte une section que le volet ne prévoit pas : elle s'affiche avec les autres
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Quand un laboratoire envoie un compte rendu avec une section que le volet ne prévoit pas
    Et il classe le document reçu
    Alors le document intégré montre les sections prévues et celle qui ne l'est pas

  @CDA/INT.04.01
  Scénario: Les documents se trient par type et par date de création
    # 1. Trier par type les documents importés et produits
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Quand un laboratoire envoie un compte rendu normal
    Et il classe le document reçu
    Et un confrère envoie un courrier au sujet du patient
    Et il classe le document reçu
    Et un laboratoire envoie un compte rendu aux unités variées
    Et il classe le document reçu
    Étant donné une ordonnance validée du patient
    Alors la liste des documents du dossier, triée par type, est dans cet ordre
    # 2. les trier par date de création
    Alors la liste des documents du dossier, triée par date, est dans cet ordre

  @CDA/DD.04.01
  Scénario: Un document du DMP déjà au dossier est signalé, et sa copie locale montrée
    # 1. Demander à voir un document du DMP qui n'est pas au dossier : aucune copie locale n'est montrée
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Et un confrère a déposé au DMP une synthèse
    Quand il demande à voir le dernier document du confrère dans le DMP
    Alors le produit ne montre aucune copie locale
    # 2. l'intégrer, puis le demander de nouveau : l'utilisateur est prévenu, et voit la copie locale
    Quand il intègre au dossier les documents du DMP
    Et il demande à voir le dernier document du confrère dans le DMP
    Alors le produit dit que le document est déjà au dossier, et montre la copie locale
    Et le document intégré du DMP montre le texte de son corps

  @CDA/INT.08.01
  Scénario: L'origine d'un document intégré se voit d'un coup d'œil
    # 1. Intégrer un document reçu par MSSanté : la liste dit d'où il vient
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Quand un confrère envoie un courrier au sujet du patient
    Et il classe le document reçu
    Alors la liste des documents dit d'un coup d'œil que le document reçu vient de MSSanté
    # 2. intégrer un document du DMP : la liste dit d'où il vient
    Étant donné le DMP du patient est actif
    Et un confrère a déposé au DMP une synthèse
    Quand il intègre au dossier les documents du DMP
    Alors la liste des documents dit d'un coup d'œil que le document du confrère vient du DMP

  @CDA/DD.05.01
  Scénario: Une version plus récente d'un document intégré est signalée à l'ouverture du dossier
    # 1. Version plus récente au DMP [guidé : le banc ne dépose pas de nouvelle version au nom d'un tiers]
    Alors une personne intègre un document du DMP au dossier, puis en fait déposer une version plus récente au DMP
    # 2. ouvrir le dossier [guidé : suite du point 1]
    Alors une personne ouvre le dossier du patient, sans autre geste
    # 3. information sans clic, proposition de voir ou intégrer et de garder l'ancienne [guidé : suite du point 1]
    Alors une personne dit ce que le dossier signale de la version plus récente, et les gestes qu'il propose
    # 4. confirmer [guidé : suite du point 1]
    Alors une personne accepte la version plus récente, en gardant l'ancienne
    # 5. les deux versions sont visibles au dossier [guidé : suite du point 1]
    Alors une personne montre les deux versions au dossier
