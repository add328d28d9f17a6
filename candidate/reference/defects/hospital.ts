/** Defects of the hospital: its documents, and what it sends through its PFI. */
export const hospitalDefects = {
  // Documents
  'destinataires-cda-absents': 'Ne cite aucun destinataire de la diffusion dans le CDA',
  'destinataires-premier-seul': 'Ne garde que le premier destinataire désigné',
  'destinataires-pdf-absents': 'N’imprime pas les destinataires de la diffusion',
  'document-type-courrier': 'Donne à tout document le type de la lettre de liaison à l’entrée',
  // Tableau de bord
  'tableau-finess-confondus': 'Montre l’activité de tous les FINESS quand un seul est demandé',
} as const satisfies Record<string, string>;
