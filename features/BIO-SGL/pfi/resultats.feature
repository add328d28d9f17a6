# language: fr
Fonctionnalité: Comptes rendus de biologie transmis à la plateforme d'interopérabilité

  @DOC/va1.20.01
  Scénario: À l'hôpital, le compte rendu de biologie part en ORU vers la plateforme
    # 1. Transmettre un compte rendu de biologie : un message ORU part vers la plateforme, conforme
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et un compte rendu de biologie validé du patient
    Quand il transmet le document à la plateforme pour le DMP
    Alors un message de résultats porte le document à la plateforme, pour le DMP seul
    # 2. la plateforme l'accepte, et l'écran le dit [écran]
    Alors les transmissions montrent le document accepté par la plateforme
    # 3. transmettre sa nouvelle version : le message dit qu'elle remplace la précédente
    Quand il écrit une nouvelle version du document
    Et il transmet le document à la plateforme pour le DMP
    Alors la nouvelle version part dans un message de résultats, comme un remplacement
