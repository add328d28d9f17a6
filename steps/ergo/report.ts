import type { LabResult } from '../../mocks/index.ts';

const sodium: LabResult = {
  code: '2951-2',
  libelle: 'Sodium',
  quantites: [{ valeur: '140', unite: 'mmol/L' }],
  intervalles: [{ unite: 'mmol/L', bas: '136', haut: '145' }],
  interpretation: 'N',
};

/** A report of biology of which only the type matters. */
export const report = { titre: 'Biologie', resultats: [sodium] };
