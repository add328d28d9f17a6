# language: fr
Fonctionnalité: Origine des documents intégrés

  # L'identifiant est celui du classeur (08.01, pour CDA/INT.08.01).
  @08.01
  Scénario: L'origine d'un document intégré se voit d'un coup d'œil
    # 1. Intégrer un document reçu par MSSanté : la liste dit d'où il vient
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Quand un confrère envoie un courrier au sujet du patient
    Et il classe le document reçu
    Alors la liste des documents dit d'un coup d'œil que le document reçu vient de MSSanté
    # 2. intégrer un document du DMP : la liste dit d'où il vient
    Étant donné le DMP du patient est actif
    Et un confrère a déposé au DMP une synthèse
    Quand il intègre au dossier les documents du DMP
    Alors la liste des documents dit d'un coup d'œil que le document du confrère vient du DMP
