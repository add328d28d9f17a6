# language: fr
Fonctionnalité: DMP à l'ouverture du dossier

  @DMP/UX.11.01
  Scénario: Le dossier montre sans clic le statut de l'identité
    # 1. Ouvrir le dossier d'un patient dont l'identité est qualifiée
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Quand il ouvre le dossier du patient
    Alors le dossier montre sans clic l'identité qualifiée
    # 2. Ouvrir le dossier d'un patient dont l'identité est provisoire
    Étant donné un patient dont l'identité est provisoire
    Quand il ouvre le dossier du patient
    Alors le dossier montre sans clic l'identité provisoire

  @DMP/UX.12.01
  Scénario: Le dossier montre sans clic l'état du DMP
    # 1. Trois patients à INS qualifiée : DMP ouvert et PS autorisé
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Quand il ouvre le dossier du patient
    Alors la vérification du DMP est partie d'elle-même, pour ce patient
    # 2. DMP ouvert et PS non autorisé
    Étant donné un patient dont l'identité est qualifiée
    Et le DMP du patient est actif, sans autorisation d'accès
    Quand il ouvre le dossier du patient
    Alors la vérification du DMP est partie d'elle-même, pour ce patient
    # 3. DMP absent ou fermé
    Étant donné un patient dont l'identité est qualifiée
    Et le DMP du patient est fermé
    Quand il ouvre le dossier du patient
    Alors la vérification du DMP est partie d'elle-même, pour ce patient
    # 4. état affiché sans clic dans le dossier
    Alors chaque dossier montre sans clic l'état de son DMP

  @DMP/UX.15.01
  Scénario: Les documents nouveaux de tiers se signalent sans clic
    # 1. Ouvrir le dossier
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Et tous les types de documents sont signalés
    Et un confrère a déposé au DMP une synthèse
    Et il consulte le DMP du patient
    Et un courrier validé du patient
    Et il dépose le document au DMP
    Et un confrère a déposé au DMP un compte rendu de biologie
    Et un confrère a déposé au DMP un compte rendu de biologie
    Et un confrère a déposé au DMP un compte rendu d'imagerie
    Quand il ouvre le dossier du patient
    Alors le dossier montre sans clic le DMP actif et le professionnel autorisé
    # 2. notification automatique des documents nouveaux de tiers, par type et en nombre
    Alors le dossier signale 2 documents de biologie et 1 d'imagerie

  @DMP/UX.15.02
  Scénario: L'absence de document nouveau se voit
    # 1. Ouvrir un dossier sans nouveauté
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Et tous les types de documents sont signalés
    Et un confrère a déposé au DMP une synthèse
    Et il consulte le DMP du patient
    Quand il ouvre le dossier du patient
    Alors le dossier montre sans clic le DMP actif et le professionnel autorisé
    # 2. l'absence est visible
    Alors le dossier dit qu'il n'y a aucun document nouveau

  @DMP/UX.17.01
  Scénario: Les types de documents signalés se règlent par structure et par service
    # 1. Régler pour la structure les types de documents signalés
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Et tous les types de documents sont signalés
    Et un confrère a déposé au DMP une synthèse
    Et un confrère a déposé au DMP un compte rendu de biologie
    Quand il règle les types signalés pour la structure sur un compte rendu de biologie
    Et il ouvre le dossier du patient
    Alors le dossier ne signale que un compte rendu de biologie
    # 2. Les régler autrement pour un service
    Quand il règle les types signalés pour l'autre service sur une synthèse
    Étant donné un autre professionnel de la structure
    Quand il ouvre le dossier du patient
    Alors le dossier ne signale que une synthèse
    Et tous les types de documents sont signalés
