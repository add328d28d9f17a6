/** What a file given to `probant check` is, told by its content alone. */
export const kinds = ['cda', 'xdm', 'courriel', 'insi', 'dmp', 'vihf', 'metadonnees', 'hl7', 'pdf'] as const;
export type FileKind = (typeof kinds)[number];

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
};

/** Rules that come before the others of their domain: what they refuse makes the others stumble. */
export const firstRules: readonly string[] = [
  'cda.entete',
  'vihf.presence',
  'vihf.signature',
  'dmp.enveloppe',
  'insi.enveloppe',
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
};
