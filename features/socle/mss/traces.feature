# language: fr
Fonctionnalité: Traces de la messagerie

  @MSS/CONF.17.01
  Scénario: Tout traitement sur les boîtes aux lettres est tracé
    # 1. Envoyer un message : l'envoi est tracé
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et un correspondant à l'adresse MSSanté connue
    Quand il envoie un message au correspondant
    Alors les traces montrent l'envoi au correspondant
    # 2. tester la connexion, recevoir un document, l'ouvrir et le classer : chaque traitement est tracé
    Quand il teste la connexion à l'opérateur
    Et un confrère envoie un courrier au sujet du patient
    Et il ouvre le document reçu
    Et il classe le document reçu
    Alors les traces montrent le test de connexion, la relève, la lecture et le classement
    # 3. fournir l'extrait du journal [pièce : extrait du fichier de traces de l'éditeur]
    Alors l'extrait du journal est attendu

  @MSS/CONF.18.01
  Scénario: Chaque trace dit qui, quand, quoi, et ce que le serveur a répondu
    # 1. Envoyer un message : la trace porte l'auteur, l'heure, l'action, la demande et la réponse du serveur
    Étant donné un utilisateur ordinaire
    Et un correspondant à l'adresse MSSanté connue
    Quand il envoie un message au correspondant
    Alors la trace de l'envoi est complète
    # 2. un envoi que le serveur refuse est tracé de même, avec son refus
    Étant donné une panne SMTP « 550 à RCPT »
    Quand il envoie un message au correspondant
    Alors la trace de l'envoi est complète
