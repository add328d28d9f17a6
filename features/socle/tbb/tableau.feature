# language: fr
Fonctionnalité: Tableau de bord des dépôts et des envois

  @TBB/va1.03.01
  Scénario: Le tableau de bord et ses extractions comptent les dépôts et les envois
    # 1. Générer 10 documents par mois sur 2 ans pour un FINESS et un RPPS
    Étant donné un utilisateur ordinaire
    Quand il génère 10 documents par mois sur 2 ans pour un FINESS et un RPPS
    Alors le tableau de bord compte les documents produits sur 2 ans
    # 2. dépôts DMP
    Alors le tableau de bord compte les dépôts au DMP sur 2 ans
    # 3. envois MSS pro et patient
    Alors le tableau de bord compte les envois aux professionnels et au patient sur 2 ans
    # 4. produire tableaux de bord et extractions
    Alors le tableau de bord d'un an, puis d'un mois, compte l'activité de la période
    Étant donné une autre activité générée pour un autre RPPS du même FINESS
    Alors le tableau de bord compte à part l'activité de chaque RPPS
    Et l'extraction du tableau de bord porte les comptes de la période

  @TBB/va1.05.01
  Scénario: Le tableau de bord compte les échecs
    # 1. Générer des dépôts au DMP et des envois MSSanté dont certains échouent : les échecs sont comptés [écran]
    Étant donné un utilisateur ordinaire
    Quand il génère une activité dont des dépôts et des envois échouent
    Alors le tableau de bord compte les échecs de dépôt et d'envoi
    # 2. les échecs ne sont pas comptés parmi les dépôts et les envois [écran]
    Alors le tableau de bord ne compte pas les échecs parmi les dépôts et les envois
    # 3. l'extraction porte les échecs
    Alors l'extraction du tableau de bord porte les échecs
    # 4. fournir la documentation du tableau de bord [pièce : l’éditeur écrit la documentation]
    Alors la documentation du tableau de bord est attendue
