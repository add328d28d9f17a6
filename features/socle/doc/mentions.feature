# language: fr
Fonctionnalité: Mentions destinées au patient

  @DOC/va1.03.01
  Scénario: Les mentions RGPD se règlent et s'impriment en bas du document
    # 1. Régler les mentions destinées au patient : le réglage est gardé
    Étant donné un utilisateur ordinaire
    Quand il règle les mentions destinées au patient
    Alors le réglage des mentions est gardé
    # 2. produire un document : le bas de chaque page les imprime
    Étant donné un patient dont l'identité est qualifiée
    Et un courrier validé du patient
    Quand il obtient le PDF du document
    Alors le bas de chaque page imprime les mentions réglées
    # 3. le document est un PDF/A-1
    Alors le fichier est un PDF/A-1
