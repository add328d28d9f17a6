# language: fr
Fonctionnalité: Consultation du DMP

  @DMP/AIRS.03.01
  Scénario: La consultation passe par l'authentification indirecte renforcée
    # 1. Consulter le DMP d'un patient en authentification indirecte renforcée
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Quand il consulte le DMP du patient
    Alors le DMP consulté est montré actif
    Et chaque requête au DMP porte un VIHF conforme, pour ce patient
    Et chaque requête au DMP est en authentification indirecte renforcée
    # 2. Fournir le justificatif d'homologation [pièce : l'homologation est délivrée par le CNDA]
    Alors le justificatif d'homologation de la consultation est attendu

  @DMP/AIRS.06.01
  Scénario: Le VIHF porte l'identifiant national réel du professionnel
    # 1. Deux PS à RPPS distincts déclenchent une requête DMP
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Quand deux professionnels consultent tour à tour le DMP du patient
    Alors le DMP consulté est montré actif
    # 2. fournir chaque message SOAP avec VIHF pour montrer l'identifiant
    Alors les VIHF portent les identifiants nationaux de deux professionnels

  @DMP/AIRS.07.01
  Scénario: L'utilisateur sait que son identifiant national sert à la traçabilité
    # 1. L'écran du DMP dit à l'utilisateur l'emploi de son identifiant national
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Quand il consulte le DMP du patient
    Alors l'écran du DMP dit que son identifiant national sert à la traçabilité

  @DMP/CONF.03.01
  Scénario: Un document déposé par erreur se supprime du DMP
    # 1. Déposer un document
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Et un courrier validé du patient
    Quand il dépose le document au DMP
    Alors le DMP a accepté l'opération
    # 2. Le supprimer du DMP
    Quand il supprime le document du DMP
    Alors la suppression vise la version en vigueur du document
    Et le DMP consulté ne montre plus le document en vigueur
    # 3. Fournir la procédure de suppression [pièce : la procédure est un document de l'éditeur]
    Alors la procédure de suppression d'un document du DMP est attendue

  @DMP/CONF.05.01
  Scénario: Déposer et supprimer ne demandent pas d'autorisation d'accès
    # 1. PS sans autorisation : déposer puis supprimer un document, les deux réussissent
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif, sans autorisation d'accès
    Et un courrier validé du patient
    Quand il dépose le document au DMP
    Alors un seul dépôt est parti au DMP, pour ce patient
    Et le DMP a accepté l'opération
    Et aucune autorisation d'accès n'a été déclarée au DMP
    Quand il supprime le document du DMP
    Alors la suppression vise la version en vigueur du document
    Et aucune autorisation d'accès n'a été déclarée au DMP
    # 2. tenter de consulter, l'accès est bloqué
    Quand il consulte le DMP du patient
    Alors aucun document du DMP n'a été cherché ni lu
    Et l'écran du DMP dit pourquoi l'accès est bloqué

  @DMP/CONF.06.01
  Scénario: La consultation attend la non-opposition du patient
    # 1. Non-opposition absente : consultation refusée
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif, sans choix enregistré du patient
    Et un confrère a déposé au DMP une synthèse
    Quand il consulte le DMP du patient
    Alors aucun document du DMP n'a été cherché ni lu
    Et l'écran du DMP dit pourquoi l'accès est bloqué
    # 2. l'enregistrer : consultation possible
    Quand il enregistre la non-opposition du patient
    Et il consulte le DMP du patient
    Alors la liste du DMP montre les documents des confrères
    Et le choix du patient est montré, et tracé

  @DMP/CONF.10.01
  Scénario: L'utilisateur respecte le référentiel de sécurité de l'accès au DMP
    # 1. Le patient a interdit l'accès au professionnel : rien n'est consulté, et l'écran dit pourquoi
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif, interdit au professionnel
    Et il enregistre la non-opposition du patient
    Quand il consulte le DMP du patient
    Alors aucun document du DMP n'a été cherché ni lu
    Et aucune autorisation d'accès n'a été déclarée au DMP
    Et l'écran du DMP dit pourquoi l'accès est bloqué
    # 2. Fournir le justificatif d'homologation [pièce : l'homologation est délivrée par le CNDA]
    Alors le justificatif d'homologation de la consultation est attendu

  @DMP/UX.06.01
  Scénario: Le choix du patient sur la consultation se change à tout moment
    # 1. Opposition initiale
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif, sans choix enregistré du patient
    Et un confrère a déposé au DMP une synthèse
    Quand il enregistre l'opposition du patient
    Et il consulte le DMP du patient
    Alors le choix du patient est montré, et tracé
    Et aucun document du DMP n'a été cherché ni lu
    # 2. passer en non-opposition
    Quand il enregistre la non-opposition du patient
    Et il consulte le DMP du patient
    Alors le choix du patient est montré, et tracé
    Et la liste du DMP montre les documents des confrères
    # 3. quitter et revenir
    Étant donné un utilisateur ordinaire
    Quand il consulte le DMP du patient
    Alors le choix du patient est montré, et tracé
    Et la liste du DMP montre les documents des confrères
    # 4. repasser en opposition
    Quand il enregistre l'opposition du patient
    Et il consulte le DMP du patient
    Alors le choix du patient est montré, et tracé
    Et aucun document du DMP n'a été cherché ni lu

  @DMP/UX.08.01
  Scénario: Le droit d'accès est vérifié avant toute consultation
    # 1. Consulter un document
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Et un confrère a déposé au DMP une synthèse
    Quand il consulte le DMP du patient
    Alors la liste du DMP montre les documents des confrères
    Quand il ouvre le document du confrère depuis le DMP
    Alors le document du confrère a été lu au DMP, et s'ouvre
    # 2. montrer la trace de la vérification de droit préalable (TD0.2 ou TD0.4)
    Alors la vérification du droit d'accès a précédé la lecture
    Et le journal des accès montre la vérification du droit d'accès

  @DMP/UX.14.01
  Scénario: La liste des documents du DMP se filtre
    # 1. Patient qualifié, non opposé, DMP actif avec un document
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif, sans choix enregistré du patient
    Et un confrère a déposé au DMP une synthèse
    Et un confrère a déposé au DMP un compte rendu de biologie
    Et un autre confrère a déposé au DMP, il y a plus d'un an, un compte rendu d'imagerie
    Quand il enregistre la non-opposition du patient
    Alors le choix du patient est montré, et tracé
    # 2. ouvrir le dossier
    Quand il ouvre le dossier du patient
    Alors le dossier montre sans clic le DMP actif et le professionnel autorisé
    # 3. régler les filtres
    Quand il consulte le DMP du patient
    Et il filtre la liste du DMP sur le type un compte rendu de biologie
    Alors la liste du DMP ne montre que un compte rendu de biologie
    # 4. la liste s'affiche
    Quand il filtre la liste du DMP sur l'autre confrère
    Alors la liste du DMP ne montre que un compte rendu d'imagerie
    Quand il filtre la liste du DMP sur les derniers mois
    Alors la liste du DMP ne montre plus un compte rendu d'imagerie
    # 5. ouvrir un document
    Quand il ouvre le document du confrère depuis le DMP
    Alors le document du confrère a été lu au DMP, et s'ouvre

  @DMP/UX.27.01
  Scénario: La recherche dans le DMP porte sur plusieurs métadonnées
    # 1. Chercher par type, catégorie, auteur et cadre d'exercice
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Et un confrère a déposé au DMP un compte rendu de biologie
    Et un autre confrère a déposé au DMP un compte rendu de biologie
    Et un confrère a déposé au DMP une synthèse
    Quand il cherche au DMP les comptes rendus de biologie de l'autre confrère
    Alors la liste du DMP ne montre que le compte rendu de l'autre confrère
    # 2. La requête au DMP porte tous les critères choisis
    Alors la recherche au DMP porte le type, la catégorie, l'auteur et le cadre d'exercice

  @DMP/UX.50.01
  Scénario: L'autorisation d'accès se pose d'elle-même, avec l'accord du patient
    # 1. Appel contextuel
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif, sans autorisation d'accès
    Et un confrère a déposé au DMP une synthèse
    Quand il consulte le DMP du patient
    Alors aucun document du DMP n'a été cherché ni lu
    Et aucune autorisation d'accès n'a été déclarée au DMP
    # 2. confirmation de l'accord du patient
    Quand il enregistre la non-opposition du patient
    Et il consulte le DMP du patient
    Alors la liste du DMP montre les documents des confrères
    # 3. fournir les journaux TD0.2 et TD0.3
    Alors l'autorisation a été déclarée au DMP avant toute consultation
    Et le journal des accès montre l'autorisation déclarée
