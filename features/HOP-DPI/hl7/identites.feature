# language: fr
Fonctionnalité: Identités reçues et transmises par le dossier patient informatisé

  @INS/va1.61.01
  Scénario: Tous les messages d'une identité qualifiée portent son INS
    # 1. Qualifier l'identité d'un patient et la transmettre aux systèmes raccordés
    Étant donné un utilisateur ordinaire
    Et un patient dont l'identité est qualifiée
    Et les systèmes raccordés connaissent l'identité
    Quand il transmet l'identité aux systèmes raccordés
    Alors un message HL7 du patient part
    # 2. le PID de chaque message porte les traits, le matricule et son OID
    Alors les messages HL7 du patient portent ses traits et son INS

  @INS/va1.62.01
  Scénario: L'INS d'une identité reçue validée est enregistrée
    # 1. Cas de test Gazelle HL7v2 Cons_identite_INS ou Cons_id_INS_manuel : recevoir un patient avec PID-32 VALI
    Étant donné un utilisateur ordinaire
    Et un patient de l'établissement
    Quand la plateforme transmet son identité validée, avec son INS, à sa création
    # 2. l'INS est enregistrée
    Alors le patient se trouve dans le logiciel
    Et la fiche porte les traits reçus
    Et la fiche porte l'INS reçue
    Et l'identité est qualifiée

  @INS/va1.62.02
  Scénario: L'INS d'une identité reçue sans validation n'est pas enregistrée
    # 1. Cas de test Gazelle HL7v2 Cons_identite ou Cons_identit_manuel : PID-32 autre que VALI
    Étant donné un utilisateur ordinaire
    Et un patient de l'établissement
    Quand la plateforme transmet son identité provisoire, avec un INS, à sa création
    # 2. tout est enregistré sauf l'INS
    Alors le patient se trouve dans le logiciel
    Et la fiche porte les traits reçus
    Et la fiche ne porte ni matricule ni OID

  @INS/va1.62.03
  Scénario: L'INS supprimée est retirée
    # 1. Cas de test Gazelle HL7v2 Cons_del_INS ou Cons_del_INS_manuel : message de suppression
    Étant donné un utilisateur ordinaire
    Et un patient de l'établissement
    Quand la plateforme transmet son identité validée, avec son INS, à sa création
    Alors le patient se trouve dans le logiciel
    Et la fiche porte l'INS reçue
    Quand la plateforme supprime l'INS de son identité
    # 2. l'INS est retirée
    Alors la fiche ne porte ni matricule ni OID
    Et la fiche porte les traits reçus
