# language: fr
Fonctionnalité: Dépôts au DMP par la plateforme d'interopérabilité

  # seul
  @DMP/va1.03.01
  Scénario: Le dépôt au DMP par la plateforme est manuel et choisi
    # 1. Choisir de déposer une lettre de liaison : elle seule est transmise à la plateforme, pour le DMP
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et une lettre de liaison à la sortie validée du patient
    Quand il transmet le document à la plateforme pour le DMP
    Alors un document est transmis à la plateforme, pour le DMP seul
    # 2. de même un compte rendu opératoire
    Étant donné un compte rendu opératoire validé du patient
    Quand il transmet le document à la plateforme pour le DMP
    Alors un document est transmis à la plateforme, pour le DMP seul
    # 3. de même une ordonnance
    Étant donné une ordonnance de sortie validée du patient
    Quand il transmet le document à la plateforme pour le DMP
    Alors un document est transmis à la plateforme, pour le DMP seul
    # 4. un document validé que personne ne choisit n'est pas transmis
    Étant donné le dépôt automatique au DMP par la plateforme non réglé
    Et l'envoi automatique aux destinataires par la plateforme non réglé
    Et une lettre de liaison à la sortie destinée aux correspondants
    Quand il valide le document
    Alors aucun document n'est transmis à la plateforme

  # seul
  @DMP/va1.04.01
  Scénario: Le masquage et la visibilité se choisissent au dépôt par la plateforme
    # 1. Masquer le document aux professionnels de santé
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et une lettre de liaison à la sortie validée du patient
    Quand il transmet le document à la plateforme pour le DMP, masqué aux professionnels
    Alors un document est transmis à la plateforme pour le DMP, « masqué aux professionnels »
    # 2. ne pas le rendre visible au patient, ou à ses représentants légaux
    Étant donné un compte rendu opératoire validé du patient
    Quand il transmet le document à la plateforme pour le DMP, non visible du patient
    Alors un document est transmis à la plateforme pour le DMP, « non visible du patient »
    Étant donné une ordonnance de sortie validée du patient
    Quand il transmet le document à la plateforme pour le DMP, non visible des représentants légaux
    Alors un document est transmis à la plateforme pour le DMP, « non visible des représentants légaux »

  # seul
  @DMP/va1.05.01
  Scénario: Le dépôt au DMP par la plateforme peut être automatique
    # 1. Régler le dépôt automatique et valider une lettre de liaison : elle est transmise sans autre action
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et l'envoi automatique aux destinataires par la plateforme non réglé
    Et le dépôt automatique au DMP par la plateforme réglé
    Et une lettre de liaison à la sortie destinée aux correspondants
    Quand il valide le document
    Alors un document est transmis à la plateforme, pour le DMP seul
    # 2. l'écran montre le document transmis [écran]
    Alors les transmissions montrent le document et ses destinations
