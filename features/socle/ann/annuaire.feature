# language: fr
Fonctionnalité: Annuaire Santé

  @ANN/va1.01.01
  Scénario: L'extraction publique des professionnels actifs est chargée sans intervention
    # 1. L'annuaire du produit s'est chargé sans intervention manuelle
    Étant donné un utilisateur ordinaire
    Alors l'annuaire du produit s'est chargé sans intervention
    # 2. un professionnel de l'extraction est retrouvé après un chargement
    Étant donné un professionnel publié à l'Annuaire Santé
    Quand il charge l'annuaire
    Alors l'extraction publique a été demandée
    Et la recherche dans l'annuaire trouve ce professionnel
    # 3. un professionnel qui cesse son activité n'y est plus après un chargement
    Étant donné ce professionnel a cessé son activité
    Quand il charge l'annuaire
    Alors la recherche dans l'annuaire ne trouve plus ce professionnel
    # 4. fournir la documentation du chargement automatique [pièce : l’éditeur écrit la documentation]
    Alors la documentation du chargement automatique est attendue

  @ANN/va1.02.01
  Scénario: La fiche de l'utilisateur vient de l'annuaire et suit ses changements
    # 1. La fiche de l'utilisateur porte son RPPS
    Étant donné un utilisateur ordinaire
    Alors la fiche de l'utilisateur porte son RPPS
    # 2. elle suit l'annuaire au chargement suivant
    Étant donné l'annuaire donne à l'utilisateur une autre commune et une autre adresse MSSanté
    Quand il charge l'annuaire
    Alors la fiche de l'utilisateur suit l'annuaire

  @ANN/va1.03.01
  Scénario: La fiche d'un correspondant vient de l'annuaire et suit ses changements
    # 1. Créer la fiche d'un correspondant depuis l'annuaire
    Étant donné un utilisateur ordinaire
    Et un professionnel publié à l'Annuaire Santé
    Quand il charge l'annuaire
    Et il crée la fiche de ce correspondant depuis l'annuaire
    Alors la fiche du correspondant suit l'annuaire
    # 2. elle suit l'annuaire au chargement suivant
    Étant donné l'annuaire donne à ce professionnel une autre commune et une autre adresse MSSanté
    Quand il charge l'annuaire
    Alors la fiche du correspondant suit l'annuaire

  @ANN/va1.04.01
  Scénario: La périodicité du chargement automatique se règle
    # 1. Régler la périodicité du chargement automatique : le réglage est gardé
    Étant donné un utilisateur ordinaire
    Quand il règle la périodicité du chargement de l'annuaire
    Alors le réglage de la périodicité est gardé
    # 2. le prochain chargement est prévu à cette échéance
    Alors le prochain chargement de l'annuaire est prévu à cette échéance

  @ANN/va1.05.01
  Scénario: L'adresse MSSanté d'un correspondant se trouve dans l'annuaire
    # 1. Chercher un correspondant : son adresse MSSanté est montrée
    Étant donné un utilisateur ordinaire
    Et un professionnel publié à l'Annuaire Santé
    Quand il charge l'annuaire
    Alors la recherche dans l'annuaire montre l'adresse MSSanté de ce professionnel
    # 2. chercher un correspondant sans adresse : aucune n'est montrée
    Étant donné un professionnel sans adresse MSSanté publié à l'Annuaire Santé
    Quand il charge l'annuaire
    Alors la recherche dans l'annuaire ne montre aucune adresse MSSanté de ce professionnel
