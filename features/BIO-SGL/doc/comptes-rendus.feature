# language: fr
Fonctionnalité: Comptes rendus de biologie

  @DOC/va1.18.01
  Scénario: Le compte rendu dit qu'un examen a été validé automatiquement
    # 1. Régler le texte de la mention : le réglage est gardé
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Quand il règle la mention de validation automatique
    Alors le réglage de la mention de validation automatique est gardé
    # 2. le compte rendu d'un examen validé automatiquement le dit, dans le CDA et dans le PDF
    Étant donné un compte rendu de biologie, dont un examen validé automatiquement, validé du patient
    Quand il obtient le CDA du document
    Alors le texte du CDA porte la mention de validation automatique
    Quand il obtient le PDF du document
    Alors le PDF imprime la mention de validation automatique
    # 3. l'écran le montre [écran]
    Alors le compte rendu visualisé montre la mention de validation automatique

  @DOC/va1.19.01
  Scénario: Les examens sous-traités ne sont pas diffusés à part
    # 1. Valider un compte rendu dont un examen est sous-traité : un seul document part, conforme
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et l'envoi automatique aux correspondants réglé
    Et un compte rendu de biologie, dont un examen sous-traité, validé du patient
    Alors le compte rendu est parti seul, un courriel pour chacun de ses correspondants
    Et chaque courriel de compte rendu est conforme, avec son archive et son PDF
    # 2. il ne renvoie à aucun lien ni aucune image
    Quand il obtient le CDA du document
    Alors le CDA reprend l'examen sous-traité en donnée, ni par un lien ni en image
    # 3. fournir le lien du rapport de l'Espace de Test [pièce : l'Espace de Test de l'ANS]
    Alors le lien du rapport de l'Espace de Test est attendu

  @DOC/va1.21.01
  Scénario: Les métadonnées du compte rendu de biologie sont conformes, masquage et visibilité compris
    # 1. Valider un compte rendu de biologie : son dépôt est conforme, métadonnées et document
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Et le dépôt automatique au DMP réglé
    Et un compte rendu de biologie validé du patient
    Alors un seul dépôt est parti au DMP, pour ce patient
    Et le DMP a accepté l'opération
    Et le dépôt est conforme, métadonnées et document
    # 2. masqué aux professionnels, ou non visible du patient, ses métadonnées le disent
    Étant donné un compte rendu de biologie en brouillon du patient
    Quand il choisit pour le compte rendu d'être masqué aux professionnels
    Et il valide le compte rendu
    Alors le dépôt porte la visibilité « masqué aux professionnels »
    Étant donné un compte rendu de biologie en brouillon du patient
    Quand il choisit pour le compte rendu de n'être pas visible du patient
    Et il valide le compte rendu
    Alors le dépôt porte la visibilité « non visible du patient »
    # 3. sous connexion secrète, il n'est pas visible des représentants légaux [guidé : la connexion secrète s'ouvre avec un mineur]
    Alors une personne dépose un compte rendu sous la connexion secrète d'un mineur et dit ce que le DMP en montre
    # 4. fournir le justificatif du CNDA [pièce : l'homologation du CNDA]
    Alors le justificatif du CNDA est attendu

  @DOC/va1.22.01
  Scénario: Le compte rendu du laboratoire demandeur reprend les examens sous-traités
    # 1. Produire un compte rendu dont un examen est sous-traité : son CDA N3 le reprend en donnée, avec son laboratoire
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et un compte rendu de biologie, dont un examen sous-traité, validé du patient
    Quand il obtient le CDA du document
    Alors le CDA reprend l'examen sous-traité en donnée, ni par un lien ni en image
    Et le CDA est de niveau 3, conforme, et porte chaque résultat en donnée
    # 2. fournir le lien du rapport de l'Espace de Test [pièce : l'Espace de Test de l'ANS]
    Alors le lien du rapport de l'Espace de Test est attendu

  @DOC/va1.23.01
  Scénario: Le compte rendu se visualise en CDA N3, en CDA N1 et en PDF/A-1
    # 1. Visualiser le CDA N3 : ses résultats se lisent, et le fichier est de niveau 3 [écran]
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et un compte rendu de biologie validé du patient
    Alors le compte rendu se visualise en CDA N3
    Quand il obtient le CDA du document
    Alors le CDA est de niveau 3, conforme, et porte chaque résultat en donnée
    # 2. visualiser le CDA N1 : le fichier est de niveau 1 [écran]
    Alors le compte rendu se visualise en CDA N1
    Quand il obtient le CDA N1 du document
    Alors le CDA est de niveau 1, de son type, et son corps est un PDF/A-1 en base 64
    # 3. visualiser le PDF/A-1 : le fichier est un PDF/A-1 [écran]
    Alors le compte rendu se visualise en PDF/A-1
    Quand il obtient le PDF du document
    Alors le fichier est un PDF/A-1

  @DOC/va1.24.01
  Scénario: Le masquage et la visibilité du compte rendu de biologie se choisissent
    # 1. Choisir de masquer le compte rendu aux professionnels : son dépôt le dit
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Et le dépôt automatique au DMP réglé
    Et un compte rendu de biologie en brouillon du patient
    Quand il choisit pour le compte rendu d'être masqué aux professionnels
    Et il valide le compte rendu
    Alors le dépôt porte la visibilité « masqué aux professionnels »
    # 2. choisir qu'il ne soit pas visible du patient, ou des représentants légaux
    Étant donné un compte rendu de biologie en brouillon du patient
    Quand il choisit pour le compte rendu de n'être pas visible du patient
    Et il valide le compte rendu
    Alors le dépôt porte la visibilité « non visible du patient »
    Étant donné un compte rendu de biologie en brouillon du patient
    Quand il choisit pour le compte rendu de n'être pas visible des représentants légaux
    Et il valide le compte rendu
    Alors le dépôt porte la visibilité « non visible des représentants légaux »
    # 3. fournir les captures du Web-PS [pièce : le Web-PS de formation]
    Alors les captures du Web-PS sont attendues

  @DOC/va1.25.01
  Scénario: Le compte rendu de biologie se présente de lui-même, avec la feuille de style du laboratoire
    # 1. Produire un compte rendu : son archive porte la feuille de style que le document nomme
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et un compte rendu de biologie validé du patient
    Quand il obtient l'archive IHE_XDM du document
    Alors l'archive porte la feuille de style que le document nomme, et la copie PDF du document
    # 2. l'écran le montre mis en forme par cette feuille de style [écran]
    Alors le compte rendu visualisé est mis en forme par la feuille de style du laboratoire

  @DOC/va1.26.01
  Scénario: Le compte rendu de biologie cite tous ses destinataires
    # 1. Produire un compte rendu de biologie : son CDA cite tous ses destinataires, et eux seuls
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et un compte rendu de biologie validé du patient
    Quand il obtient le CDA du document
    Alors le CDA cite tous les destinataires du compte rendu
    # 2. son PDF les imprime
    Quand il obtient le PDF du document
    Alors le PDF imprime tous les destinataires du compte rendu
    # 3. fournir le lien du rapport de l'Espace de Test [pièce : l'Espace de Test de l'ANS]
    Alors le lien du rapport de l'Espace de Test est attendu

  @DOC/va1.27.01
  Scénario: Le compte rendu de biologie existe en CDA R2 N1, avec le PDF en base 64
    # 1. Obtenir le CDA N1 d'un compte rendu de biologie : son corps est le PDF en base 64
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et un compte rendu de biologie validé du patient
    Quand il obtient le CDA N1 du document
    Alors le CDA est de niveau 1, de son type, et son corps est un PDF/A-1 en base 64
    # 2. fournir le lien du rapport de l'Espace de Test [pièce : l'Espace de Test de l'ANS]
    Alors le lien du rapport de l'Espace de Test est attendu

  @DOC/va1.28.01
  Scénario: Le compte rendu de biologie donne l'adresse MSSanté du demandeur
    # 1. Produire un compte rendu de biologie : son CDA donne l'adresse MSSanté du demandeur
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et un compte rendu de biologie validé du patient
    Quand il obtient le CDA du document
    Alors le CDA donne l'adresse MSSanté du demandeur
    # 2. fournir le lien du rapport de l'Espace de Test [pièce : l'Espace de Test de l'ANS]
    Alors le lien du rapport de l'Espace de Test est attendu

  @DOC/va1.29.01
  Scénario: Les mentions d'accréditation sont sur toutes les formes du compte rendu
    # 1. Régler la mention d'accréditation : le texte du CDA N3 la porte
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Quand il règle la mention d'accréditation
    Alors le réglage de la mention d'accréditation est gardé
    Étant donné un compte rendu de biologie validé du patient
    Quand il obtient le CDA du document
    Alors le texte du CDA porte la mention d'accréditation
    # 2. le PDF l'imprime, dans le CDA N1 et à part
    Quand il obtient le CDA N1 du document
    Alors le PDF imprime la mention d'accréditation
    Quand il obtient le PDF du document
    Alors le PDF imprime la mention d'accréditation
    # 3. l'écran la montre [écran]
    Alors le compte rendu visualisé montre la mention d'accréditation

  @DOC/va1.30.01
  Scénario: Le compte rendu de biologie est un CDA R2 N3 conforme au volet
    # 1. Produire un compte rendu de biologie : c'est un CDA R2 N3, qui porte chaque résultat en donnée
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et un compte rendu de biologie validé du patient
    Quand il obtient le CDA du document
    Alors le CDA est de niveau 3, conforme, et porte chaque résultat en donnée
    # 2. il porte l'INS du patient
    Alors le CDA est conforme et porte l'INS du patient
    # 3. fournir les liens des rapports de l'Espace de Test [pièce : l'Espace de Test de l'ANS et le schématron du volet]
    Alors les liens des rapports de l'Espace de Test sont attendus
