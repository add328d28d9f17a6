# language: fr
Fonctionnalité: Intégration des documents reçus par MSSanté

  # seul
  @MSS/UX.07.01
  Scénario: Un document à l'INS qualifiée concordante s'intègre seul, si c'est réglé
    # 1. Document à INS qualifiée strictement concordante
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et un patient dont l'identité est qualifiée
    Quand un confrère envoie un document au sujet du patient
    Alors la liste de travail montre le document reçu, non traité
    # 2. configurer l'intégration automatique
    Quand il règle l'intégration automatique
    Alors le réglage de l'intégration automatique est gardé
    # 3. le document arrive au dossier
    Quand un confrère envoie un document au sujet du patient
    Alors le document reçu est arrivé seul au dossier du patient
    Quand un confrère envoie un document aux traits du patient, sous l'INS d'un autre
    Alors la liste de travail montre le document reçu, non traité

  @MSS/UX.09.01
  Scénario: La liste de travail montre les documents non traités
    # 1. Recevoir des documents : la liste de travail les montre
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et un patient dont l'identité est qualifiée
    Quand un confrère envoie un document aux traits du patient, sous l'INS d'un autre
    Alors la liste de travail montre le document reçu, non traité
    Quand un confrère envoie un document au sujet du patient
    Alors la liste de travail montre le document reçu, non traité
    # 2. traiter un document : il quitte la liste
    Quand il classe le document reçu
    Alors la liste de travail ne montre plus le document reçu
    # 3. celui qui n'est pas traité y reste
    Alors la liste de travail montre encore le premier document reçu

  # seul
  @MSS/UX.16.01
  Scénario: Les documents reçus se comptent par type, selon leur intégration
    # 1. Recevoir des documents de deux types : l'un est classé à la main
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et un patient dont l'identité est qualifiée
    Quand il lit le décompte des documents reçus
    Et un confrère envoie un document au sujet du patient
    Et il classe le document reçu
    Alors le document reçu est dans le dossier du patient
    # 2. d'autres s'intègrent seuls, un autre reste à traiter : le décompte les distingue, par type
    Quand il règle l'intégration automatique
    Et un confrère envoie un document au sujet du patient
    Et un confrère envoie un document aux traits du patient, sous l'INS d'un autre
    Et un laboratoire envoie un compte rendu normal
    Alors le décompte des courriers en compte un de plus intégré seul, un à la main et un non intégré
    Et le décompte des comptes rendus de biologie en compte un de plus intégré seul
    # 3. fournir la documentation du décompte [pièce : documentation de l'éditeur]
    Alors la documentation du décompte est attendue

  # seul
  @MSS/UX.37.01
  Scénario: Le journal suit les documents reçus jusqu'à leur traitement
    # 1. Recevoir un document, l'ouvrir et le classer
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et un patient dont l'identité est qualifiée
    Quand un confrère envoie un document au sujet du patient
    Alors le document reçu s'ouvre avec ses métadonnées
    Quand il classe le document reçu
    Alors le document reçu est dans le dossier du patient
    # 2. le journal montre sa réception, son ouverture et son classement, datés et signés
    Alors le journal des échanges suit le document reçu jusqu'à son classement
    # 3. il montre aussi l'intégration automatique d'un document
    Quand il règle l'intégration automatique
    Et un confrère envoie un document au sujet du patient
    Alors le journal des échanges suit le document reçu jusqu'à son intégration
    # 4. fournir la documentation des traces [pièce : documentation de l'éditeur]
    Alors la documentation des traces est attendue

  @MSS/UX.39.01
  Scénario: Les CDA d'une archive jointe s'intègrent au dossier
    # 1. Recevoir un courriel dont l'archive porte deux CDA
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et un patient dont l'identité est qualifiée
    Quand un confrère envoie deux documents dans une archive au sujet du patient
    Alors la messagerie signale le document reçu
    # 2. les intégrer : chacun est au dossier du patient
    Quand il classe le document reçu
    Alors chaque document de l'archive est dans le dossier du patient
    # 3. le CDA du dossier est celui de l'archive
    Alors chaque CDA du dossier est celui de l'archive

  # seul
  @MSS/UX.40.01
  Scénario: Les documents intégrés seuls et non encore consultés sont listés
    # 1. Classer un document à la main, puis en laisser un s'intégrer seul : la liste ne montre que le second
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Quand un confrère envoie un document au sujet du patient
    Et il classe le document reçu
    Et il règle l'intégration automatique
    Et un confrère envoie un document au sujet du patient
    Alors la liste des documents intégrés seuls et non consultés montre le document reçu
    # 2. le consulter : il quitte la liste
    Quand il ouvre le document reçu
    Alors la liste des documents intégrés seuls et non consultés ne montre plus le document reçu
    # 3. fournir un extrait de la configuration ou du code [pièce : extrait de l'éditeur]
    Alors l'extrait de la configuration ou du code est attendu
