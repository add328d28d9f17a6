# language: fr
Fonctionnalité: La plateforme d'interopérabilité elle-même

  @CDA/HL7.03.01
  Scénario: La plateforme relaie en HL7 v2 les documents reçus en pièce jointe IHE_XDM
    # 1. Recevoir par MSSanté un courriel qui porte une archive IHE_XDM, et montrer le MDM remis au système destinataire [guidé : le destinataire est un autre logiciel de l'hôpital]
    Alors une personne envoie à la plateforme un courriel portant une archive IHE_XDM et montre le message remis au système destinataire
    # 2. fournir le lien du rapport de l'Espace de Test [pièce : l'Espace de Test de l'ANS]
    Alors le lien du rapport de l'Espace de Test est attendu

  @DMP/va1.08.01
  Scénario: La plateforme est DMP-compatible, profil alimentation
    # 1. Fournir le justificatif d'homologation du CNDA [pièce : délivré par le CNDA]
    Alors le justificatif du CNDA est attendu
