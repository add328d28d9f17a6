# language: fr
Fonctionnalité: Comptes rendus de biologie à signaler

  @BIO/va1.05.01
  Scénario: Un compte rendu au résultat pathologique est signalé
    # 1. Recevoir un compte rendu dont un résultat est interprété comme pathologique : la liste de travail le signale
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Quand un laboratoire envoie un compte rendu au résultat pathologique
    Alors la liste de travail signale un résultat pathologique
    # 2. recevoir un compte rendu normal : la liste de travail ne le signale pas
    Quand un laboratoire envoie un compte rendu normal
    Alors la liste de travail ne signale aucun résultat pathologique

  @BIO/va1.06.01
  Scénario: Un compte rendu au résultat hors de son intervalle est signalé
    # 1. Recevoir un compte rendu dont un résultat, sans interprétation, sort de l'intervalle de référence : il est signalé
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Quand un laboratoire envoie un compte rendu au résultat hors de l'intervalle
    Alors la liste de travail signale un résultat hors de l'intervalle
    # 2. recevoir un compte rendu normal : il n'est pas signalé
    Quand un laboratoire envoie un compte rendu normal
    Alors la liste de travail ne signale aucun résultat hors de l'intervalle

  @BIO/va1.01.01
  Scénario: Le médecin est alerté spécialement d'un résultat critique
    # 1. Recevoir un compte rendu à chaque code critique (AA, HH, LL) : une alerte spéciale pour chacun
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Quand un laboratoire envoie un compte rendu au résultat critique AA
    Alors la liste de travail signale un résultat critique
    Quand un laboratoire envoie un compte rendu au résultat critique HH
    Alors la liste de travail signale un résultat critique
    Quand un laboratoire envoie un compte rendu au résultat critique LL
    Alors la liste de travail signale un résultat critique
    # 2. recevoir un compte rendu au résultat pathologique sans être critique : pas d'alerte spéciale
    Quand un laboratoire envoie un compte rendu au résultat pathologique
    Alors la liste de travail ne signale aucun résultat critique
