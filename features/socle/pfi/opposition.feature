# language: fr
Fonctionnalité: Opposition du patient à l'alimentation de son DMP

  # seul
  @DMP/CONF.09.01
  Scénario: L'opposition à l'alimentation est tracée et bloque les dépôts
    # 1. Non-opposition enregistrée et tracée, dépôt réussi
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et le DMP du patient est actif
    Quand il enregistre la non-opposition du patient à l'alimentation de son DMP
    Alors le journal des accès montre la non-opposition, datée et signée
    Étant donné un courrier validé du patient
    Quand il demande le dépôt du document au DMP, directement ou par la plateforme
    Alors le document part vers le DMP, directement ou par la plateforme
    # 2. opposition enregistrée et tracée
    Quand il enregistre l'opposition du patient à l'alimentation de son DMP
    Alors le journal des accès montre l'opposition, datée et signée
    # 3. transmission à la PFI bloquée
    Étant donné une ordonnance validée du patient
    Quand il demande le dépôt du document au DMP, directement ou par la plateforme
    Alors rien ne part vers le DMP, ni directement ni par la plateforme
