# language: fr
Fonctionnalité: Courriels envoyés par MSSanté

  @MSS/va1.12.01
  Scénario: Tout nouveau courriel porte un Message-ID
    # 1. Envoyer un nouveau courriel
    Étant donné un utilisateur ordinaire
    Et un correspondant à l'adresse MSSanté connue
    Quand il envoie un message au correspondant
    Alors un seul courriel est parti, vers ce correspondant
    # 2. le courriel porte un Message-ID
    Alors le courriel porte un Message-ID
    Et le courriel porte la référence du logiciel

  @MSS/va1.08.01
  Scénario: Une réponse désigne le courriel auquel elle répond
    # 1. Recevoir un courriel et y répondre
    Étant donné un utilisateur ordinaire
    Et un correspondant à l'adresse MSSanté connue
    Et un courriel reçu du correspondant
    Quand il relève la messagerie et répond au courriel reçu
    Alors un seul courriel est parti, vers ce correspondant
    # 2. la réponse porte Message-ID, In-Reply-To et References
    Alors la réponse désigne le courriel reçu

  @MSS/va1.11.01
  Scénario: Le corps du courriel est un texte, ou deux textes identiques
    # 1. Envoyer un courriel
    Étant donné un utilisateur ordinaire
    Et un correspondant à l'adresse MSSanté connue
    Quand il envoie un message au correspondant
    Alors un seul courriel est parti, vers ce correspondant
    # 2. le corps est en text/plain, ou en multipart/alternative à contenu identique
    Alors le corps du courriel est conforme

  @MSS/va1.09.01
  Scénario: Le courriel d'une boîte applicative se dit automatique
    # 1. Envoyer un courriel depuis la boîte applicative
    Étant donné un utilisateur ordinaire
    Et un correspondant à l'adresse MSSanté connue
    Et l'adresse de retour réglée à celle du secrétariat
    Quand il envoie un message au correspondant depuis la boîte applicative
    Alors un seul courriel est parti, vers ce correspondant
    Et l'envoi est authentifié par certificat
    # 2. le courriel se dit automatique et donne une adresse de contact
    Alors le courriel se dit automatique et donne l'adresse du secrétariat

  @MSS/va1.18.01
  Scénario: L'adresse de retour se règle
    # 1. Régler l'adresse de retour, distincte de la boîte applicative [écran]
    Étant donné un utilisateur ordinaire
    Et un correspondant à l'adresse MSSanté connue
    Et l'adresse de retour réglée à celle du secrétariat
    Alors le réglage de l'adresse de retour est gardé
    # 2. un courriel de la boîte applicative la porte
    Quand il envoie un message au correspondant depuis la boîte applicative
    Alors le courriel se dit automatique et donne l'adresse du secrétariat

  @MSS/va1.16.01
  Scénario: L'expéditeur a un libellé lisible
    # 1. Envoyer depuis la boîte personnelle : titre, prénom et nom
    Étant donné un utilisateur ordinaire
    Et un correspondant à l'adresse MSSanté connue
    Quand il envoie un message au correspondant
    Alors l'expéditeur porte le libellé d'une boîte personnelle
    # 2. envoyer depuis la boîte applicative : l'entité
    Quand il envoie un message au correspondant depuis la boîte applicative
    Alors l'expéditeur porte le libellé d'une boîte applicative

  @MSS/va1.15.01
  Scénario: Un accusé de réception peut être demandé
    # 1. Envoyer un courriel en demandant un accusé de réception
    Étant donné un utilisateur ordinaire
    Et un correspondant à l'adresse MSSanté connue
    Quand il envoie un message au correspondant en demandant un accusé de réception
    Alors un seul courriel est parti, vers ce correspondant
    # 2. le courriel porte la demande d'accusé
    Alors le courriel demande un accusé de réception

  @MSS/va1.14.01
  Scénario: L'accusé de réception reçu est montré
    # 1. Envoyer un courriel en demandant un accusé de réception
    Étant donné un utilisateur ordinaire
    Et un correspondant à l'adresse MSSanté connue
    Quand il envoie un message au correspondant en demandant un accusé de réception
    Alors un seul courriel est parti, vers ce correspondant
    # 2. le destinataire renvoie un accusé : la messagerie montre la bonne réception [écran]
    Étant donné l'accusé de réception du correspondant
    Quand il relève la messagerie
    Alors la messagerie montre la bonne réception du courriel

  @MSS/va1.02.01
  Scénario: La nouvelle version d'un document annule et remplace la précédente
    # 1. Créer puis remplacer une lettre (cas Gazelle Sc1 puis Sc2)
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et un correspondant à l'adresse MSSanté connue
    Et un courrier validé du patient
    Quand il envoie le document au correspondant
    Alors un seul courriel est parti, vers ce correspondant
    # 2. envoyer avec la mention annule et remplace
    Quand il écrit une nouvelle version du document
    Et il envoie le document au correspondant
    Alors le courriel annonce qu'il annule et remplace le précédent
    Et la nouvelle version est chaînée à la précédente
    # 3. fournir la source SMTP
    Alors le courriel de document est conforme

  @MSS/va1.22.01
  Scénario: Rien ne part vers un professionnel quand le patient le refuse
    # 1. Enregistrer le refus du patient pour la messagerie professionnelle
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et un correspondant à l'adresse MSSanté connue
    Et un courrier validé du patient
    Quand il enregistre le refus du patient pour les envois aux professionnels
    Alors le journal des accès montre le refus, daté et signé
    # 2. déclencher l'envoi : rien n'est parti
    Quand il envoie le document au correspondant
    Alors aucun courriel n'est parti, et un message dit pourquoi

  @INS/va1.46.01
  Scénario: Les échanges portant l'INS sont tracés
    # 1. Transmettre une identité qualifiée à un autre domaine
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et un correspondant à l'adresse MSSanté connue
    Et un courrier validé du patient
    Quand il envoie le document au correspondant
    Alors un seul courriel est parti, vers ce correspondant
    # 2. retrouver l'échange dans le journal
    Alors le journal des échanges montre l'envoi au correspondant, daté et signé
