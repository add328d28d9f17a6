# language: fr
Fonctionnalité: Annuaire Santé au laboratoire

  @ANN/va1.06.01
  Scénario: Le laboratoire trouve l'adresse MSSanté d'un correspondant dans l'Annuaire Santé
    # 1. Chercher un correspondant dans l'Annuaire Santé : son adresse MSSanté est montrée
    Étant donné un utilisateur ordinaire
    Et un professionnel publié à l'Annuaire Santé
    Quand il charge l'annuaire
    Alors l'extraction publique a été demandée
    Et la recherche dans l'annuaire montre l'adresse MSSanté de ce professionnel
    # 2. chercher un correspondant sans adresse : aucune n'est montrée
    Étant donné un professionnel sans adresse MSSanté publié à l'Annuaire Santé
    Quand il charge l'annuaire
    Alors la recherche dans l'annuaire ne montre aucune adresse MSSanté de ce professionnel
