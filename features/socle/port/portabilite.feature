# language: fr
Fonctionnalité: Portabilité

  @PORT/va1.01.01
  Scénario: L'export de l'historique est documenté
    # 1. Fournir la documentation de l'export et de son format [pièce : l’éditeur écrit la documentation]
    Alors la documentation de l'export est attendue
