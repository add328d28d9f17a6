import { type ValueSet, words } from './value-set.ts';

/** Confidentiality and visibility of a document entry. */
export const confidentiality: ValueSet = {
  source: 'JDV_J58-ConfidentialityCode-DMP du 24/04/2020',
  codes: {
    '2.16.840.1.113883.5.25': words(`
      N R V
    `),
    '1.2.250.1.213.1.1.4.13': words(`
      INVISIBLE_PATIENT INVISIBLE_REPRESENTANTS_LEGAUX MASQUE_PS
    `),
  },
};
