# language: fr
Fonctionnalité: Tableau de bord de l'hôpital

  @TBB/va1.01.01
  Scénario: Le tableau de bord et ses extractions comptent les envois par FINESS et par canal
    # 1. Générer 10 documents par mois sur 2 ans pour un FINESS : le tableau de bord compte les envois de chaque canal
    Étant donné un utilisateur ordinaire
    Quand il génère 10 documents par mois sur 2 ans pour un FINESS et un RPPS
    Alors le tableau de bord compte les dépôts au DMP sur 2 ans
    Et le tableau de bord compte les envois aux professionnels et au patient sur 2 ans
    # 2. les mêmes comptes se lisent sur d'autres périodes
    Alors le tableau de bord d'un an, puis d'un mois, compte l'activité de la période
    # 3. l'activité d'un autre FINESS est comptée à part
    Étant donné une autre activité générée pour un autre FINESS
    Alors le tableau de bord de chaque FINESS compte son activité, et elle seule
    # 4. l'extraction porte les comptes de chaque FINESS sur la période
    Alors l'extraction du tableau de bord porte les comptes de la période
    # 5. fournir la documentation du tableau de bord [pièce : document de l'éditeur]
    Alors la documentation du tableau de bord est attendue
