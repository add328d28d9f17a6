# language: fr
Fonctionnalité: Comptes rendus de biologie au DMP

  @DMP/va1.15.01
  Scénario: Un compte rendu de biologie partiel est déposé, puis remplacé par le complet
    # 1. Valider un compte rendu partiel : il est déposé, et se dit partiel
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Et le dépôt automatique au DMP réglé
    Et un compte rendu de biologie partiel validé du patient
    Alors un seul dépôt est parti au DMP, pour ce patient
    Et le DMP a accepté l'opération
    Et le document déposé est un compte rendu de biologie partiel
    # 2. le compléter : le complet remplace au DMP le partiel
    Quand il complète le compte rendu et le valide
    Alors le dépôt remplace au DMP la version précédente
    Et le document déposé est un compte rendu de biologie complet
    # 3. fournir les captures du Web-PS [pièce : le Web-PS de formation]
    Alors les captures du Web-PS sont attendues

  @DMP/va1.21.01
  Scénario: Le logiciel du laboratoire ouvre le DMP par appel contextuel
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

  @DMP/va1.22.01
  Scénario: Le dépôt d'un compte rendu de biologie se bloque
    # 1. Choisir qu'un compte rendu n'aille pas au DMP, puis le valider : rien n'est déposé
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Et le dépôt automatique au DMP réglé
    Et un compte rendu de biologie en brouillon du patient
    Quand il choisit pour le compte rendu qu'il n'aille pas au DMP
    Et il valide le compte rendu
    Alors rien n'est déposé au DMP
    # 2. un autre compte rendu du même patient est déposé
    Étant donné un compte rendu de biologie validé du patient
    Alors un seul dépôt est parti au DMP, pour ce patient
    Et le DMP a accepté l'opération
    # 3. fournir les captures du Web-PS [pièce : le Web-PS de formation]
    Alors les captures du Web-PS sont attendues

  @DMP/va1.23.01
  Scénario: Un compte rendu de biologie déposé se modifie et se supprime au DMP
    # 1. Modifier un compte rendu de biologie déposé : la nouvelle version remplace au DMP la précédente
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Et le dépôt automatique au DMP réglé
    Et un compte rendu de biologie validé du patient
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
