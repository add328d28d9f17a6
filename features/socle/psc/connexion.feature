# language: fr
Fonctionnalité: Connexion par Pro Santé Connect

  @PSC.01.01
  Scénario: Le professionnel se connecte par Pro Santé Connect dans son navigateur, se déconnecte, et retrouve la mire
    # 1. Vidéo, navigateur et horloge visibles : lire les CGU jusqu'au passage PSC [pièce : le film du banc ne montre que la page, ni l'adresse ni l'horloge]
    Alors la vidéo de la connexion est attendue
    # 2. page de connexion, bouton PSC, mire, CPS ou eCPS, retour au service
    Étant donné un utilisateur ordinaire
    Et un professionnel de santé qui a un compte dans le logiciel
    Alors l'écran de connexion propose Pro Santé Connect et mène à des conditions d'utilisation qui en parlent
    Quand il se connecte par Pro Santé Connect
    Alors sa demande à Pro Santé Connect est conforme
    Et la session est ouverte à son nom, sous son compte
    Et un retour, un jeton ou une identité qui ne répond pas à sa demande n'ouvre aucune session
    Quand il se connecte par Pro Santé Connect
    Alors la session est ouverte à son nom, sous son compte
    # 3. se déconnecter depuis l'interface
    Quand il se déconnecte du logiciel
    Alors il n'est plus connecté, ni au logiciel, ni à Pro Santé Connect
    # 4. recliquer sur PSC
    Quand il se connecte par Pro Santé Connect avec sa carte
    Alors la mire de Pro Santé Connect s'est montrée de nouveau
    Et la connexion par carte a abouti
    Et la session est ouverte à son nom, sous son compte

  @PSC.01.02
  Scénario: Le professionnel se connecte par Pro Santé Connect dans un navigateur externe
    # 1. Se connecter par Pro Santé Connect dans le navigateur externe : la session s'ouvre dans le logiciel
    Étant donné un utilisateur ordinaire
    Et un professionnel de santé qui a un compte dans le logiciel
    Quand il se connecte par Pro Santé Connect dans un navigateur externe
    Alors sa demande à Pro Santé Connect est conforme
    Et la session est ouverte à son nom, sous son compte
    # 2. se déconnecter depuis le logiciel
    Quand il se déconnecte du logiciel
    Alors il n'est plus connecté, ni au logiciel, ni à Pro Santé Connect
    # 3. fournir la vidéo, navigateur et horloge visibles [pièce : le film du banc ne montre que la page, ni l'adresse ni l'horloge]
    Alors la vidéo de la connexion est attendue

  @PSC.01.03
  Scénario: Le professionnel se connecte par Pro Santé Connect sans navigateur (CIBA)
    # 1. Demander la connexion depuis le logiciel : il montre les deux chiffres à comparer
    Étant donné un utilisateur ordinaire
    Et un professionnel de santé qui a un compte dans le logiciel
    Quand il demande à se connecter par Pro Santé Connect sans navigateur
    Alors l'écran montre les deux chiffres de la demande
    # 2. accepter sur l'e-CPS : la session s'ouvre au nom du professionnel
    Quand il accepte la demande sur son e-CPS
    Alors la session est ouverte à son nom, sous son compte
    Et l'interrogation de Pro Santé Connect respecte l'intervalle et le terme
    # 3. se déconnecter depuis le logiciel
    Quand il se déconnecte du logiciel
    Alors il n'est plus connecté, ni au logiciel, ni à Pro Santé Connect
    # 4. refuser sur l'e-CPS : aucune session ne s'ouvre
    Quand il demande à se connecter par Pro Santé Connect sans navigateur
    Et il refuse la demande sur son e-CPS
    Alors aucune session n'est ouverte
    Et l'interrogation de Pro Santé Connect respecte l'intervalle et le terme
    # 5. fournir la vidéo, logiciel et horloge visibles [pièce : le film du banc ne montre ni l'e-CPS ni l'horloge du poste]
    Alors la vidéo de la connexion est attendue

  @PSC.01.04
  Scénario: Le professionnel se connecte par Pro Santé Connect dans le navigateur intégré au logiciel
    # 1. Se connecter par Pro Santé Connect dans le navigateur intégré, se déconnecter, et retrouver la mire [guidé : aucun pilote n'atteint la fenêtre d'un navigateur intégré au logiciel]
    Alors une personne se connecte par Pro Santé Connect dans le navigateur intégré au logiciel, se déconnecte, puis revient à la mire
    # 2. fournir la documentation de maintenance du navigateur intégré, première pièce [pièce : l'éditeur l'écrit]
    Alors la première pièce de maintenance du navigateur intégré est attendue
    # 3. fournir la deuxième pièce de maintenance [pièce : l'éditeur l'écrit]
    Alors la deuxième pièce de maintenance du navigateur intégré est attendue
    # 4. fournir la troisième pièce de maintenance [pièce : l'éditeur l'écrit]
    Alors la troisième pièce de maintenance du navigateur intégré est attendue
    # 5. fournir la quatrième pièce de maintenance [pièce : l'éditeur l'écrit]
    Alors la quatrième pièce de maintenance du navigateur intégré est attendue
    # 6. fournir la vidéo, navigateur et horloge visibles [pièce : le film du banc ne montre ni le navigateur intégré ni l'horloge]
    Alors la vidéo de la connexion est attendue

  @PSC.02.01
  Scénario: Pro Santé Connect et l'autre moyen de connexion ouvrent le même compte
    # 1. Plusieurs moyens : rapprocher par RPPS
    Étant donné un utilisateur ordinaire
    Et un professionnel de santé et son homonyme, qui ont chacun un compte dans le logiciel
    Quand il se connecte par son compte local
    Alors la session est ouverte à son nom, sous son compte
    Quand il se connecte par Pro Santé Connect
    Alors la session est ouverte à son nom, sous son compte
    # 2. se déconnecter
    Quand il se déconnecte du logiciel
    Alors il n'est plus connecté, ni au logiciel, ni à Pro Santé Connect
    # 3. se reconnecter par PSC puis par l'autre moyen, même compte
    Quand il se connecte par Pro Santé Connect
    Alors la session est ouverte à son nom, sous son compte
    Quand il se connecte par son compte local
    Alors la session est ouverte à son nom, sous son compte
    # 4. PSC seul : capture de la mire [pièce : ne vaut que pour un produit sans autre moyen de connexion]
    Alors la capture de la mire est attendue

  @PSC.08.01
  Scénario: L'éditeur s'engage à demander le niveau eidas1, et ses demandes le portent
    # 1. Engagement écrit : acr_values = eidas1 [pièce : l'éditeur signe l'engagement ; le banc ne voit que ses demandes]
    Étant donné un utilisateur ordinaire
    Et un professionnel de santé qui a un compte dans le logiciel
    Quand il se connecte par Pro Santé Connect
    Alors sa demande à Pro Santé Connect veut le niveau eidas1
    Et l'engagement écrit est attendu
