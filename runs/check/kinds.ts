/** What a file given to `probant check` is, told by its content alone. */
export const kinds = [
  'cda',
  'xdm',
  'courriel',
  'insi',
  'dmp',
  'vihf',
  'metadonnees',
  'hl7',
  'pdf',
  'conversation-insi',
  'conversation-dmp',
  'conversation-mss',
  'conversation-imap',
  'conversation-psc',
  'conversation-annuaire',
  'conversation-hl7',
  'conversation-hl7-envoi',
  'conversation',
  'datamatrix',
  'identite',
  'lecture',
] as const;
export type FileKind = (typeof kinds)[number];

/** The kind of a kept conversation, by its service in the journal; one of another service is but a `conversation`. */
const conversations: Readonly<Record<string, FileKind>> = {
  insi: 'conversation-insi',
  dmp: 'conversation-dmp',
  'mss-smtp': 'conversation-mss',
  'mss-imap': 'conversation-imap',
  psc: 'conversation-psc',
  annuaire: 'conversation-annuaire',
  hl7: 'conversation-hl7',
  'hl7-envoi': 'conversation-hl7-envoi',
};

/** The kind of the conversation with a service, through a relay or not. */
export function conversationKind(service: string): FileKind {
  const name = service.replace(/-relais$/, '');
  return Object.hasOwn(conversations, name) ? (conversations[name] as FileKind) : 'conversation';
}

/** True for a kept conversation: rules that look at a whole attempt look at it. */
export function isConversation(kind: FileKind): boolean {
  return kind.startsWith('conversation');
}

/** French name of each kind. */
export const kindLabels: Readonly<Record<FileKind, string>> = {
  cda: 'document CDA R2',
  xdm: 'archive IHE XDM',
  courriel: 'courriel MSSanté',
  insi: 'requête INSi (SOAP)',
  dmp: 'requête au DMP (SOAP)',
  vihf: 'assertion VIHF',
  metadonnees: 'métadonnées XDS (SubmitObjectsRequest)',
  hl7: 'message HL7 v2',
  pdf: 'PDF',
  'conversation-insi': 'conversation gardée avec INSi',
  'conversation-dmp': 'conversation gardée avec le DMP',
  'conversation-mss': 'conversation gardée avec MSSanté (SMTP)',
  'conversation-imap': 'conversation gardée avec MSSanté (IMAP)',
  'conversation-psc': 'conversation gardée avec Pro Santé Connect',
  'conversation-annuaire': 'conversation gardée avec l’Annuaire Santé',
  'conversation-hl7': 'conversation gardée avec la plateforme d’interopérabilité (HL7 v2)',
  'conversation-hl7-envoi': 'messages HL7 v2 que la plateforme a envoyés au produit',
  conversation: 'conversation gardée avec un autre service',
  datamatrix: 'contenu de datamatrix INS',
  identite: 'fiche d’identité (JSON de lireFiche)',
  lecture: 'lecture d’écran gardée',
};

/** Rules that come before the others of their domain: what they refuse makes the others stumble. */
export const firstRules: readonly string[] = [
  'cda.entete',
  'vihf.presence',
  'vihf.signature',
  'dmp.enveloppe',
  'insi.enveloppe',
  'hl7.msh',
  'hl7.structure',
];

/**
 * Domains of the rules that look at each kind (the part of their id before the first point), in the order of the report:
 * what carries comes before what is carried, so that what is wrong is told by the rule nearest to it.
 */
export const domains: Readonly<Record<FileKind, readonly string[]>> = {
  cda: ['cda', 'pdf'],
  xdm: ['xdm', 'xds', 'cda', 'pdf'],
  courriel: ['xdm', 'mss', 'xds', 'cda', 'pdf'],
  insi: ['insi'],
  dmp: ['dmp', 'vihf', 'xds', 'cda', 'pdf'],
  vihf: ['vihf'],
  metadonnees: ['xds'],
  hl7: ['hl7'],
  pdf: ['pdf'],
  'conversation-insi': ['insi', 'tls'],
  'conversation-dmp': ['dmp', 'vihf', 'xds', 'cda', 'pdf', 'tls'],
  'conversation-mss': ['xdm', 'mss', 'xds', 'cda', 'pdf', 'tls', 'messagerie'],
  'conversation-imap': ['mss', 'tls'],
  'conversation-psc': ['psc', 'tls'],
  'conversation-annuaire': ['annuaire', 'tls'],
  'conversation-hl7': ['hl7-flux'],
  'conversation-hl7-envoi': ['hl7-envoi'],
  conversation: ['tls'],
  datamatrix: ['datamatrix'],
  identite: ['identite'],
  // Any domain may look at a screen.
  lecture: [],
};
