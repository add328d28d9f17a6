/** Defects of the HL7 v2 messages, sent and received. */
export const hl7Defects = {
  // Messages émis
  'hl7-sans-propagation': 'N’envoie pas aux systèmes raccordés les modifications d’identité',
  'hl7-propagation-perimee': 'Propage l’identité telle qu’elle était avant la modification',
  'hl7-transmission-sans-envoi': 'Dit l’identité transmise sans l’envoyer',
  'hl7-ins-omise': 'N’écrit jamais l’INS dans le PID des messages HL7 v2',
  'hl7-ins-toujours-transmise': 'Écrit l’INS dans le PID quel que soit le statut de l’identité',
  'hl7-oid-ins-c': 'Écrit l’INS dans le PID sous l’OID de l’INS-C',
  'hl7-statut-omis': 'Laisse PID-32 vide',
  // Identités
  'creation-prenoms-exiges': 'Refuse la création d’une identité sans la liste des prénoms',
  // INSi par carte
  'insi-carte-ignoree': 'Appelle INSi par certificat quand la carte est demandée',
  'insi-carte-non-signee': 'Ne signe pas l’assertion de la carte',
  'insi-carte-sans-facturation': 'Omet l’identifiant de facturation dans l’assertion de la carte',
  // Messages reçus
  'hl7-sans-acquittement': 'Coupe la connexion sans acquitter les messages HL7 v2 reçus',
  'hl7-ins-non-enregistree': 'N’enregistre pas l’INS reçue avec une identité validée',
  'hl7-ins-sans-validation': 'Enregistre l’INS reçue, que l’identité soit validée ou non',
  'hl7-traits-partiels': 'N’enregistre pas tous les traits d’une identité reçue sans validation',
  'hl7-lieu-non-enregistre': 'N’enregistre pas le lieu de naissance reçu',
  'hl7-statut-ignore': 'Laisse provisoire une identité reçue validée',
  'hl7-suppression-ignoree': 'Garde l’INS dont la suppression a été reçue',
} as const;
