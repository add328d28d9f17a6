/**
 * Why a product could not take in a document: the codes that the CI-SIS puts in its MDN and in its standard mail (facts,
 * MSS §6, implementation guide of the volet « Transmission au LPS d'un document CDA provenant d'un courriel MSSanté »).
 * The code and the meaning are the guide's; of the labels, only that of 902 was read, the others are worded here.
 */
export const integrationLabels = {
  '900': 'Version non supportée',
  '901': 'Auteur inconnu',
  '902': 'Identifiant de patient inconnu',
  '903': 'INS absent',
  '904': 'INS différente',
  '905': 'INS incomplète',
  '906': 'Autre erreur',
} as const;

export type IntegrationCode = keyof typeof integrationLabels;

/** A failure and its label: that of the code unless given. */
export function integrationError({ code, label = labelOf(code) }: { code: string; label?: string }): {
  code: string;
  label: string;
} {
  return { code, label };
}

/** That of 906, any other error, for a code that the guide does not have. */
function labelOf(code: string): string {
  return Object.hasOwn(integrationLabels, code) ? integrationLabels[code as IntegrationCode] : integrationLabels['906'];
}
