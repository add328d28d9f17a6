# language: fr
Fonctionnalité: Listes de travail

  @ERGO/va1.05.01
  Scénario: La liste de travail se trie et se filtre
    # 1. Recevoir plusieurs documents : les plus récents sont en tête
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et un patient dont l'identité est qualifiée
    Quand des correspondants envoient quatre documents, de deux types, au sujet des deux patients
    Alors la liste de travail montre les plus récents en tête
    # 2. trier par date, par patient et par type
    Alors la liste de travail se trie par date
    Et la liste de travail se trie par patient
    Et la liste de travail se trie par type
    # 3. filtrer par date, par patient et par type
    Alors la liste de travail se filtre par date
    Et la liste de travail se filtre par patient
    Et la liste de travail se filtre par type

  @ERGO/va1.06.01
  Scénario: La liste de travail présente les documents non lus
    # 1. Recevoir plusieurs documents et en ouvrir un : la liste présente à l'ouverture les autres comme non lus
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et un patient dont l'identité est qualifiée
    Quand des correspondants envoient quatre documents, de deux types, au sujet des deux patients
    Et il ouvre le plus récent
    Alors la liste de travail présente les autres comme non lus
    # 2. la liste se filtre par patient et par date
    Alors la liste de travail se filtre par patient
    Et la liste de travail se filtre par date
    # 3. la liste se trie par patient
    Alors la liste de travail se trie par patient

  @ERGO/va1.08.01
  Scénario: La liste de travail se remplit à la main ou automatiquement
    # 1. Placer à la main un courriel reçu dans la liste de travail
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Quand un confrère envoie un courriel sans document
    Et il place le courriel reçu dans la liste de travail
    Alors la liste de travail montre le courriel
    # 2. recevoir un document : il est de lui-même dans la liste de travail
    Quand un confrère envoie un courrier au sujet du patient
    Alors la liste de travail montre le document reçu, non lu, avec ses métadonnées

  @ERGO/va1.04.01
  Scénario: Les règles sur les documents sensibles sont à portée de l'utilisateur
    # 1. Fournir le texte des règles sur les documents sensibles et le RGPD hors outils sécurisés [pièce : l’éditeur écrit ces règles]
    Alors le texte des règles est attendu
