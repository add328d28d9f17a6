# language: fr
Fonctionnalité: Identités reçues par le système d'information de radiologie

  @INS/va1.67.01
  Scénario: L'INS du domaine est reçue à l'admission
    # 1. Recevoir l'admission d'un patient à l'identité validée
    Étant donné un utilisateur ordinaire
    Et un patient de l'établissement
    Quand la plateforme transmet son identité validée, avec son INS, à son admission
    # 2. la fiche porte l'INS et l'identité est qualifiée
    Alors le patient se trouve dans le logiciel
    Et la fiche porte l'INS reçue
    Et l'identité est qualifiée
    # 3. fournir le lien du rapport de l'Espace de Test [pièce : le cas Cons_identite_INS se joue sur Gazelle]
    Alors le lien du rapport de l'Espace de Test est attendu

  @INS/va1.68.01
  Scénario: L'INS d'une identité reçue validée est enregistrée, puis suit ses mises à jour
    # 1. Recevoir la création, puis la mise à jour, d'une identité validée
    Étant donné un utilisateur ordinaire
    Et un patient de l'établissement
    Quand la plateforme transmet son identité validée, avec son INS, à sa création
    Alors le patient se trouve dans le logiciel
    Quand la plateforme corrige le lieu de naissance de son identité validée
    # 2. les traits et l'INS sont enregistrés et à jour, l'identité est qualifiée
    Alors la fiche porte les traits reçus
    Et la fiche porte l'INS reçue
    Et l'identité est qualifiée
    # 3. fournir le lien du rapport de l'Espace de Test [pièce : le cas Cons_identite_INS ou Cons_id_INS_manuel se joue sur Gazelle]
    Alors le lien du rapport de l'Espace de Test est attendu

  @INS/va1.68.02
  Scénario: L'INS d'une identité reçue sans validation n'est pas enregistrée
    # 1. Recevoir une identité dont le statut n'est pas VALI
    Étant donné un utilisateur ordinaire
    Et un patient de l'établissement
    Quand la plateforme transmet son identité provisoire, avec un INS, à sa création
    # 2. tout est enregistré sauf l'INS
    Alors le patient se trouve dans le logiciel
    Et la fiche porte les traits reçus
    Et la fiche ne porte ni matricule ni OID
    # 3. fournir le lien du rapport de l'Espace de Test [pièce : le cas Cons_identite ou Cons_identit_manuel se joue sur Gazelle]
    Alors le lien du rapport de l'Espace de Test est attendu

  @INS/va1.68.03
  Scénario: L'INS supprimée est retirée
    # 1. Recevoir une identité validée, puis la suppression de son INS
    Étant donné un utilisateur ordinaire
    Et un patient de l'établissement
    Quand la plateforme transmet son identité validée, avec son INS, à sa création
    Alors le patient se trouve dans le logiciel
    Et la fiche porte l'INS reçue
    Quand la plateforme supprime l'INS de son identité
    # 2. l'INS est retirée
    Alors la fiche ne porte ni matricule ni OID
    Et la fiche porte les traits reçus
    # 3. fournir le lien du rapport de l'Espace de Test [pièce : le cas Cons_del_INS ou Cons_del_INS_manuel se joue sur Gazelle]
    Alors le lien du rapport de l'Espace de Test est attendu

  @INS/va1.69.01
  Scénario: Un PID conforme à l'annexe INS est compris
    # 1. Recevoir un message dont le PID suit l'annexe INS du CI-SIS : il est accepté
    Étant donné un utilisateur ordinaire
    Et un patient de l'établissement
    Quand la plateforme transmet son identité validée, avec son INS, à sa mise à jour
    # 2. la fiche porte les traits, le matricule et l'OID du message
    Alors le patient se trouve dans le logiciel
    Et la fiche porte les traits reçus
    Et la fiche porte l'INS reçue
