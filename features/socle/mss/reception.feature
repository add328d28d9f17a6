# language: fr
Fonctionnalité: Documents reçus par MSSanté

  @MSS/va1.25.01
  Scénario: Les documents reçus sont dans la liste des non lus, avec leurs métadonnées
    # 1. Recevoir un courriel qui porte un document : la messagerie le signale
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Quand un confrère envoie un courrier au sujet du patient
    Alors la messagerie signale le document reçu
    # 2. la liste des documents non lus le montre, avec les métadonnées du CDA
    Alors la liste de travail montre le document reçu, non lu, avec ses métadonnées

  @MSS/va1.28.01
  Scénario: Un document reçu portant une INS qualifiée se visualise et se classe en un clic
    # 1. Recevoir un document qui porte l'INS qualifiée d'un patient : la liste le montre avec ses métadonnées
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est récupérée
    Et un patient dont l'identité est qualifiée
    Quand un confrère envoie un courrier au sujet du patient
    Alors la liste de travail montre le document reçu, non lu, avec ses métadonnées
    # 2. le visualiser en un clic, avec ses métadonnées
    Alors le document reçu s'ouvre avec ses métadonnées
    # 3. le classer en un clic dans le dossier du patient
    Quand il classe le document reçu
    Alors le document reçu est dans le dossier du patient
    # 4. un document dont le patient n'est pas sûr n'est pas classé en un clic
    Quand un confrère envoie un courrier au matricule du patient, sous d'autres traits
    Et il classe le document reçu
    Alors le document reçu n'est classé dans aucun dossier
    Quand un confrère envoie un courrier au sujet du patient à l'identité récupérée
    Et il classe le document reçu
    Alors le document reçu n'est classé dans aucun dossier
