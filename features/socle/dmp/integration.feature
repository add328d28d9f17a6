# language: fr
Fonctionnalité: Documents du DMP dans le dossier

  @DMP/UX.31.01
  Scénario: Plusieurs documents du DMP s'intègrent ensemble au dossier
    # 1. Choisir plusieurs documents du DMP et les intégrer
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Et un confrère a déposé au DMP une synthèse
    Et un confrère a déposé au DMP un compte rendu de biologie
    Et un confrère a déposé au DMP un compte rendu d'imagerie
    Quand il intègre au dossier les deux premiers documents du DMP
    Alors les deux premiers documents ont été lus au DMP
    # 2. Les documents choisis sont dans le dossier, et eux seuls
    Alors le dossier montre les deux premiers documents du DMP, et eux seuls
    # 3. Les intégrer de nouveau ne les double pas
    Quand il intègre au dossier les deux premiers documents du DMP
    Alors le dossier montre les deux premiers documents du DMP, et eux seuls

  @DMP/UX.34.01
  Scénario: Les documents du DMP se préchargent, pour une durée réglable
    # 1. Régler le préchargement et la durée de garde
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Et un confrère a déposé au DMP une synthèse
    Quand il règle le préchargement des documents du DMP, gardés 3 jours
    Alors la durée de garde de 3 jours est enregistrée
    # 2. L'ouverture du dossier précharge les documents
    Quand il ouvre le dossier du patient
    Alors le document du confrère a été lu au DMP
    # 3. Un document préchargé s'ouvre sans nouvelle lecture au DMP
    Quand il consulte le DMP du patient
    Et il ouvre le document du confrère depuis le DMP
    Alors le document du confrère s'ouvre, sans avoir été relu au DMP
    # 4. Passé la durée de garde, il est relu au DMP
    Quand il règle le préchargement des documents du DMP, gardés 0 jours
    Et il ouvre le document du confrère depuis le DMP
    Alors le document du confrère a été lu au DMP, et s'ouvre
    Et il arrête le préchargement des documents du DMP

  @DMP/UX.44.01
  Scénario: Les documents intégrés du DMP suivent les règles de conservation du dossier
    # 1. Régler la durée de conservation des documents du dossier
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Et un confrère a déposé au DMP une synthèse
    Quand il règle la conservation des documents du dossier à 10 ans
    Alors la conservation des documents du dossier à 10 ans est enregistrée
    # 2. Un document intégré du DMP est conservé d'après cette durée
    Quand il intègre au dossier les documents du DMP
    Alors les documents intégrés du DMP sont conservés 10 ans
    # 3. Changer la durée change le terme des documents intégrés
    Quand il règle la conservation des documents du dossier à 20 ans
    Alors les documents intégrés du DMP sont conservés 20 ans
    # 4. Fournir la documentation des règles de conservation [pièce : la documentation est un document de l'éditeur]
    Alors la documentation des règles de conservation est attendue

  @DMP/INT.09.01
  Scénario: La feuille de style jointe s'applique au CDA N3
    # 1. Ouvrir depuis le DMP un CDA N3 et sa feuille de style [guidé : la mise en forme d'un CDA N3 se juge à l'œil]
    Alors une personne ouvre depuis le DMP un CDA N3 accompagné de sa feuille de style, et montre qu'elle lui est appliquée
