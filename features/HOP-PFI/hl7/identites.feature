# language: fr
Fonctionnalité: Identités reçues par la plateforme d'interopérabilité

  @INS/va1.16.01
  Scénario: Un PID conforme à l'annexe INS est compris
    # 1. Recevoir un message dont le PID suit l'annexe INS du CI-SIS [guidé : aucun produit de ce couloir n'éprouve encore ce point]
    Alors une personne fait recevoir à la plateforme un message ADT au PID conforme à l'annexe INS et le montre
    # 2. la plateforme montre les traits, le matricule, l'OID et le statut du message [guidé : l'écran d'une plateforme n'a pas de forme commune]
    Alors une personne montre sur la plateforme les traits, le matricule, l'OID et le statut reçus
