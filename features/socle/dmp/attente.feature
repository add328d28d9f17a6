# language: fr
Fonctionnalité: Requêtes au DMP sans attente

  @DMP/UX.10.01
  Scénario: L'interface ne se bloque pas pendant une requête au DMP
    # 1. Lancer des requêtes DMP
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Et une panne « lenteur 1500 ms » du service DMP
    Quand il lance la consultation du DMP sans en attendre la fin
    Alors la requête au DMP se montre en cours
    # 2. naviguer sans blocage
    Quand il va voir d'autres écrans du dossier
    Alors la requête au DMP se montre en cours
    # 3. montrer la fin de la requête
    Quand il attend la fin des requêtes au DMP
    Alors la fin des requêtes au DMP se montre
    Et les documents du DMP ont été cherchés
