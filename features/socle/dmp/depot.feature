# language: fr
Fonctionnalité: Dépôt au DMP

  @DMP/va1.16.01
  Scénario: Un document déposé se remplace et se supprime
    # 1. Déposer un document
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Et un courrier validé du patient
    Quand il dépose le document au DMP
    Alors un seul dépôt est parti au DMP, pour ce patient
    Et le DMP a accepté l'opération
    Et chaque requête au DMP porte un VIHF conforme, pour ce patient
    Et le dépôt est conforme, métadonnées et document
    # 2. le modifier au DMP
    Quand il écrit une nouvelle version du document
    Et il dépose le document au DMP
    Alors le dépôt remplace au DMP la version précédente
    Et la nouvelle version est chaînée à la précédente
    # 3. le supprimer
    Quand il supprime le document du DMP
    Alors la suppression vise la version en vigueur du document
    Et le DMP consulté ne montre plus le document en vigueur
    # 4. captures Web-PS à chaque étape [pièce : le Web-PS du banc n’a pas les écrans du vrai]
    Alors les captures du Web-PS sont attendues

  @DMP/va1.17.01
  Scénario: Le masquage et la visibilité se choisissent au dépôt
    # 1. Paramétrer le masquage aux PS
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Et un courrier validé du patient
    Quand il dépose le document au DMP, masqué aux professionnels
    Alors le dépôt porte la visibilité « masqué aux professionnels »
    Et le DMP a accepté l'opération
    # 2. puis paramétrer la visibilité au patient et aux représentants légaux
    Étant donné une ordonnance validée du patient
    Quand il dépose le document au DMP, non visible du patient
    Alors le dépôt porte la visibilité « non visible du patient »
    Étant donné un courrier validé du patient
    Quand il dépose le document au DMP, non visible des représentants légaux
    Alors le dépôt porte la visibilité « non visible des représentants légaux »
    Et le DMP consulté montre les documents et leur visibilité

  @Test_0.1-210_(DMP)
  Scénario: L'authentification indirecte au DMP porte un VIHF signé par la structure
    # 1. Consulter le DMP d'un patient
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Quand il consulte le DMP du patient
    Alors le DMP montre son état et l'autorisation d'accès
    # 2. chaque requête est authentifiée par un certificat d'organisation et porte un VIHF conforme
    Alors chaque requête au DMP porte un VIHF conforme, pour ce patient
    Et chaque requête au DMP est bien formée

  @Test_2.1-160_(DMP)
  Scénario: Un document est ajouté au DMP
    # 1. Déposer un document
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Et un courrier validé du patient
    Quand il dépose le document au DMP
    Alors un seul dépôt est parti au DMP, pour ce patient
    # 2. le document et ses métadonnées sont conformes
    Alors le dépôt est conforme, métadonnées et document
    # 3. ouvrir le document déposé
    Alors le document ouvert depuis le DMP est celui qui a été déposé
    # 4. fournir les trames et le rapport schématron [pièce : le rapport vient des schématrons de l’ANS]
    Alors le rapport schématron est attendu
