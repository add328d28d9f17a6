# language: fr
Fonctionnalité: Intégration à l'hôpital des documents reçus par MSSanté

  @39.01
  Scénario: Les CDA d'une archive jointe s'intègrent au dossier
    # 1. Recevoir un courriel dont l'archive porte deux CDA
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et un patient dont l'identité est qualifiée
    Quand un confrère envoie deux documents dans une archive au sujet du patient
    Alors la messagerie signale le document reçu
    # 2. les intégrer : chacun est au dossier du patient
    Quand il classe le document reçu
    Alors chaque document de l'archive est dans le dossier du patient
    # 3. le CDA du dossier est celui de l'archive
    Alors chaque CDA du dossier est celui de l'archive
