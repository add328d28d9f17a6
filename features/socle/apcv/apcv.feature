# language: fr
Fonctionnalité: Application carte Vitale

  @ApCV/va1.01.01
  Scénario: L'agrément SESAM-Vitale couvre l'ApCV
    # 1. Fournir le justificatif d'agrément [pièce : l’agrément SESAM-Vitale se délivre hors du banc]
    Alors le justificatif d'agrément est attendu
