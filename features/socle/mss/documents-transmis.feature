# language: fr
Fonctionnalité: Forme des courriels qui portent des documents

  @MSS/CONF.23.01
  Scénario: Un courriel ne porte que les documents d'un usager, en archive IHE_XDM et en PDF
    # 1. Envoyer un document d'un patient : un seul courriel part
    Étant donné un utilisateur ordinaire
    Et un correspondant à l'adresse MSSanté connue
    Et un patient dont l'identité est qualifiée
    Et un courrier validé du patient
    Quand il envoie le document au correspondant
    Alors un seul courriel est parti, vers ce correspondant
    # 2. le courriel porte l'archive IHE_XDM et le document en PDF
    Alors le courriel porte l'archive IHE_XDM et le PDF du document
    # 3. il ne porte qu'un usager
    Alors le courriel ne parle que du patient du document
    # 4. le document d'un autre patient part dans un autre courriel
    Étant donné un patient dont l'identité est qualifiée
    Et un courrier validé du patient
    Quand il envoie le document au correspondant
    Alors un seul courriel est parti, vers ce correspondant
    Et le courriel ne parle que du patient du document

  @MSS/CONF.24.01
  Scénario: L'usager d'un document reçu est celui de ses métadonnées
    # 1. Recevoir un courriel dont l'objet et les fichiers nomment un autre patient que les métadonnées : le document se montre sous le patient des métadonnées
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et un patient dont l'identité est qualifiée
    Quand un confrère envoie un document au sujet du patient, dans un courriel dont l'objet nomme l'autre patient
    Alors la liste de travail montre le document reçu, non traité
    # 2. il se classe au dossier du patient des métadonnées
    Quand il classe le document reçu
    Alors le document reçu est dans le dossier du patient
    # 3. un document dont le patient n'est pas celui des métadonnées ne se classe pas de lui-même
    Quand un confrère envoie un document du patient, que les métadonnées disent d'un autre patient
    Et il classe le document reçu
    Alors le document reçu n'est classé dans aucun dossier

  @MSS/CONF.25.01
  Scénario: L'objet des courriels de documents suit la règle de nommage
    # 1. Recevoir un courriel avec documents
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et un courrier validé du patient
    Quand un confrère envoie un document au sujet du patient
    Alors la messagerie signale le document reçu
    # 2. montrer la règle de nommage de l'objet
    Alors le message ouvert montre l'objet complet, selon la règle de nommage
    # 3. fournir le message SMTP
    Quand il envoie le document au correspondant
    Alors l'objet du courriel suit la règle de nommage

  @MSS/UX.01.01
  Scénario: Les courriels qui portent une archive IHE_XDM se repèrent
    # 1. Recevoir un courriel qui porte une archive IHE_XDM : la liste le signale
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Quand un confrère envoie un document au sujet du patient
    Alors la messagerie signale le document reçu
    # 2. recevoir un courriel sans archive, avec une pièce jointe ordinaire : la liste ne le signale pas
    Quand un confrère envoie un courriel avec une pièce jointe ordinaire
    Alors la messagerie ne signale aucun document dans le courriel reçu

  @MSS/UX.28.01
  Scénario: Le préfixe technique de l'objet est masqué
    # 1. Recevoir un courriel de document : son objet se montre sans le préfixe
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et un courrier validé du patient
    Quand un confrère envoie un document au sujet du patient
    Alors la messagerie montre l'objet du courriel reçu sans son préfixe technique
    # 2. il en est de même d'un courriel de document envoyé
    Quand il envoie le document au correspondant
    Alors la messagerie montre l'objet du courriel envoyé sans son préfixe technique
