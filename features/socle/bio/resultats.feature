# language: fr
Fonctionnalité: Résultats des comptes rendus de biologie

  @BIO/va1.04.01
  Scénario: Les unités en UCUM sont intégrées et affichées
    # 1. Recevoir un compte rendu dont les unités sont en UCUM : la messagerie le signale
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Quand un laboratoire envoie un compte rendu aux unités variées
    Alors la messagerie signale le document reçu
    # 2. chaque résultat est affiché avec sa valeur, son unité, son intervalle et son interprétation
    Alors le compte rendu ouvert montre chaque résultat avec son unité

  @BIO/va1.03.01
  Scénario: Un résultat en deux unités s'affiche dans celle que l'utilisateur choisit
    # 1. Recevoir un compte rendu dont un résultat est exprimé dans deux unités : la messagerie le signale
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Quand un laboratoire envoie un compte rendu au résultat exprimé dans deux unités
    Alors la messagerie signale le document reçu
    # 2. choisir la première unité : le résultat s'affiche dans cette unité
    Alors le compte rendu ouvert dans la première unité montre le résultat dans cette unité
    # 3. choisir la seconde unité : le résultat s'affiche dans cette unité
    Alors le compte rendu ouvert dans la seconde unité montre le résultat dans cette unité

  @BIO/va1.08.01
  Scénario: Le compte rendu est mis en forme par sa feuille de style
    # 1. Ouvrir un compte rendu reçu avec sa feuille de style : elle le met en forme [écran]
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Quand un laboratoire envoie un compte rendu avec sa feuille de style
    Alors le compte rendu ouvert est mis en forme par la feuille jointe
    # 2. ouvrir un compte rendu reçu sans feuille de style : celle de l'ANS le met en forme [écran]
    Quand un laboratoire envoie un compte rendu normal
    Alors le compte rendu ouvert est mis en forme par une feuille par défaut
