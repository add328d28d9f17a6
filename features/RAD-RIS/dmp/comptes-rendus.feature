# language: fr
Fonctionnalité: Comptes rendus d'imagerie au DMP

  @DMP/va1.09.01
  Scénario: Un compte rendu d'imagerie déposé se modifie et se supprime au DMP
    # 1. Modifier un compte rendu d'imagerie déposé : la nouvelle version remplace au DMP la précédente
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Et le dépôt automatique au DMP réglé
    Et un compte rendu d'imagerie validé du patient
    Alors un seul dépôt est parti au DMP, pour ce patient
    Et le DMP a accepté l'opération
    Quand il écrit une nouvelle version du document, déposée d'office
    Alors le dépôt remplace au DMP la version précédente
    Et la nouvelle version est chaînée à la précédente
    # 2. le supprimer du DMP
    Quand il supprime le document du DMP
    Alors la suppression vise la version en vigueur du document
    Et le DMP consulté ne montre plus le document en vigueur
    # 3. fournir les captures du Web-PS [pièce : le Web-PS de formation]
    Alors les captures du Web-PS sont attendues

  @DMP/va1.10.01
  Scénario: Les métadonnées du compte rendu d'imagerie sont conformes, masquage et visibilité compris
    # 1. Valider un compte rendu d'imagerie : son dépôt est conforme, métadonnées et document
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Et le dépôt automatique au DMP réglé
    Et un compte rendu d'imagerie validé du patient
    Alors un seul dépôt est parti au DMP, pour ce patient
    Et le DMP a accepté l'opération
    Et le dépôt est conforme, métadonnées et document
    # 2. masqué aux professionnels, ou non visible du patient, ses métadonnées le disent
    Étant donné un compte rendu d'imagerie en brouillon du patient
    Quand il choisit pour le compte rendu d'être masqué aux professionnels
    Et il valide le compte rendu
    Alors le dépôt porte la visibilité « masqué aux professionnels »
    Étant donné un compte rendu d'imagerie en brouillon du patient
    Quand il choisit pour le compte rendu de n'être pas visible du patient
    Et il valide le compte rendu
    Alors le dépôt porte la visibilité « non visible du patient »
    # 3. sous connexion secrète, il n'est pas visible des représentants légaux [guidé : la connexion secrète s'ouvre avec un mineur]
    Alors une personne dépose un compte rendu sous la connexion secrète d'un mineur et dit ce que le DMP en montre
    # 4. fournir le justificatif du CNDA [pièce : l'homologation du CNDA]
    Alors le justificatif du CNDA est attendu

  @DMP/va1.11.01
  Scénario: Le RIS ouvre le DMP par appel contextuel
    # 1. Ouvrir le tableau de bord du Web-PS pour le patient
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Quand il ouvre le Web-PS au tableau de bord
    Alors le Web-PS s'ouvre au tableau de bord, pour ce patient
    # 2. ouvrir le dossier du patient
    Quand il ouvre le Web-PS au dossier du patient
    Alors le Web-PS s'ouvre au dossier du patient, pour ce patient
    # 3. fournir le justificatif du CNDA [pièce : l'homologation du CNDA]
    Alors le justificatif du CNDA est attendu

  @DMP/va1.12.01
  Scénario: Le dépôt d'un compte rendu d'imagerie se bloque
    # 1. Choisir qu'un compte rendu n'aille pas au DMP, puis le valider : rien n'est déposé
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Et le dépôt automatique au DMP réglé
    Et un compte rendu d'imagerie en brouillon du patient
    Quand il choisit pour le compte rendu qu'il n'aille pas au DMP
    Et il valide le compte rendu
    Alors rien n'est déposé au DMP
    # 2. un autre compte rendu du même patient est déposé
    Étant donné un compte rendu d'imagerie validé du patient
    Alors un seul dépôt est parti au DMP, pour ce patient
    Et le DMP a accepté l'opération
    # 3. fournir les captures du Web-PS [pièce : le Web-PS de formation]
    Alors les captures du Web-PS sont attendues

  @DMP/va1.13.01
  Scénario: Le compte rendu d'imagerie validé est déposé d'office
    # 1. Valider un CR d'imagerie
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Et le dépôt automatique au DMP réglé
    Et un compte rendu d'imagerie validé du patient
    Alors la liste des documents montre le compte rendu validé
    # 2. le dépôt DMP part seul
    Alors un seul dépôt est parti au DMP, pour ce patient
    Et le DMP a accepté l'opération
    Et chaque requête au DMP porte un VIHF conforme, pour ce patient
    # 3. le document est visible dans l'accès Web-PS de formation [pièce : le Web-PS de formation]
    Alors les captures du Web-PS sont attendues

  @DMP/va1.14.01
  Scénario: Le masquage et la visibilité du compte rendu d'imagerie se choisissent
    # 1. Choisir de masquer le compte rendu aux professionnels : son dépôt le dit
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Et le dépôt automatique au DMP réglé
    Et un compte rendu d'imagerie en brouillon du patient
    Quand il choisit pour le compte rendu d'être masqué aux professionnels
    Et il valide le compte rendu
    Alors le dépôt porte la visibilité « masqué aux professionnels »
    # 2. choisir qu'il ne soit pas visible du patient, ou des représentants légaux
    Étant donné un compte rendu d'imagerie en brouillon du patient
    Quand il choisit pour le compte rendu de n'être pas visible du patient
    Et il valide le compte rendu
    Alors le dépôt porte la visibilité « non visible du patient »
    Étant donné un compte rendu d'imagerie en brouillon du patient
    Quand il choisit pour le compte rendu de n'être pas visible des représentants légaux
    Et il valide le compte rendu
    Alors le dépôt porte la visibilité « non visible des représentants légaux »
    # 3. fournir les captures du Web-PS [pièce : le Web-PS de formation]
    Alors les captures du Web-PS sont attendues
