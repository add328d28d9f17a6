# language: fr
Fonctionnalité: DMP sous latence

  @LGC.DMP/UX.10.01
  Scénario: Le logiciel reste utilisable avec 3 s de latence
    # 1. Patient de test avec DMP non vide, autre document local, PS en PSC, latence réseau 3 s
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Et un confrère a déposé au DMP une synthèse
    Et un courrier validé du patient
    Et une panne « lenteur 3000 ms » du service DMP
    Alors la liste des documents montre le courrier validé
    # 2. INS par ApCV [guidé : une ApCV se lit sur un terminal]
    Alors une personne obtient l'INS d'un patient par la lecture de son ApCV, et montre que le logiciel reste utilisable
    # 3. ordonnance et ordonnance numérique [guidé : le banc ne simule pas le téléservice de l'ordonnance numérique]
    Alors une personne rédige une ordonnance et une ordonnance numérique, et montre que le logiciel reste utilisable
    # 4. QR code [guidé : le QR code vient du téléservice de l'ordonnance numérique]
    Alors une personne montre le QR code de l'ordonnance numérique
    # 5. dépôt DMP
    Quand il lance le dépôt du document au DMP sans en attendre la fin
    Alors la requête au DMP se montre en cours
    # 6. envoi MSS
    Étant donné un correspondant à l'adresse MSSanté connue
    Quand il envoie le document au correspondant
    Alors un seul courriel est parti, vers ce correspondant
    # 7. l’interface reste fluide
    Quand il va voir d'autres écrans du dossier
    Et il attend la fin des requêtes au DMP
    Alors la fin des requêtes au DMP se montre
    Et un seul dépôt est parti au DMP, pour ce patient
