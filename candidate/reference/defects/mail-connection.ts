/** Defects of the connection with the MSSanté operator, of the headers, of the traces, of the addresses found. */
export const mailConnectionDefects = {
  // TLS
  'tls-1-1-accepte': 'Accepte un opérateur qui ne parle que TLS 1.1',
  'version-tls-ignoree': 'Ignore la version de TLS réglée pour la messagerie',
  'groupes-faibles-acceptes': 'Accepte un échange de clés DHE ou ECDHE trop court',
  'starttls-facultatif': 'Continue l’envoi en clair quand l’opérateur refuse STARTTLS',
  // Révocation
  'revocation-non-controlee': 'Ne contrôle pas la révocation du certificat de l’opérateur',
  'crl-gardee-perdue': 'Remplace la liste de révocation gardée par une liste expirée',
  'crl-gardees-non-montrees': 'Ne montre pas les listes de révocation gardées',
  // Configuration et sessions
  'autoconfiguration-non-demandee': 'Configure une boîte sans demander ses réglages à l’opérateur',
  'autoconfiguration-non-eprouvee': 'Configure une boîte sans essayer de s’y connecter',
  'sessions-gardees-sans-psc': 'Garde la messagerie ouverte quand Pro Santé Connect n’atteste plus de l’utilisateur',
  'session-non-rouverte': 'Ne rouvre pas la session de lecture que l’opérateur a terminée',
  'envoi-non-repris': 'N’essaie pas de nouveau un envoi que l’opérateur a interrompu',
  'releve-echec-muette': 'Ne dit rien quand la relève échoue',
  'destinataire-abandonne-apres-erreur': 'N’envoie plus rien à un destinataire après un envoi en erreur',
  'validation-perdue-si-envoi-echoue': 'Annule la validation du document quand son envoi échoue',
  // En-têtes
  'ins-entete-toujours-o': 'Envoie X-MSS-INS à O, que l’INS soit qualifiée ou non',
  'nil-absent-boite-applicative': 'Omet X-MSS-NIL dans les courriels de la boîte applicative',
  'nil-absent-documents': 'Omet X-MSS-NIL dans les courriels qui portent un document',
  // Traces
  'traces-envois-seuls': 'Ne trace que les envois',
  'traces-sans-echec': 'Ne trace pas ce que l’opérateur a refusé',
  'traces-sans-heure': 'Trace la date sans l’heure',
  'traces-sans-auteur': 'Trace sans l’auteur',
  'traces-sans-demande': 'Trace sans la demande faite au serveur',
  'traces-sans-reponse': 'Trace sans la réponse du serveur',
  // Annuaire Santé pendant la rédaction
  'annuaire-redaction-sans-adresse': 'Cherche un destinataire dans l’annuaire sans montrer son adresse MSSanté',
  'annuaire-redaction-autre-adresse': 'Retient une autre adresse que celle du professionnel choisi',
} as const satisfies Record<string, string>;
