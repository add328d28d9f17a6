import type { LabResult } from '../../mocks/index.ts';

/** A result, how screens write its unit, and what they say of it. */
export interface KnownResult {
  result: LabResult;
  unites: readonly string[];
  interpretation?: 'normal' | 'anormal' | 'critique';
}

const molar = { unite: 'mmol/L' } as const;

/** Inside its interval, and said normal. */
export const sodium: LabResult = {
  code: '2951-2',
  libelle: 'Sodium',
  quantites: [{ valeur: '140', unite: 'mmol/L' }],
  intervalles: [{ ...molar, bas: '136', haut: '145' }],
  interpretation: 'N',
};

/** Said pathological; no interval says so. */
export const crp: LabResult = {
  code: '1988-5',
  libelle: 'Protéine C réactive',
  quantites: [{ valeur: '18', unite: 'mg/L' }],
  interpretation: 'H',
};

/** Outside its interval; no interpretation says so. */
export const potassium: LabResult = {
  code: '2823-3',
  libelle: 'Potassium',
  quantites: [{ valeur: '5.6', unite: 'mmol/L' }],
  intervalles: [{ ...molar, bas: '3.5', haut: '5.1' }],
};

/** One result for each code that the physician has to see at once. */
export const critical: Record<'AA' | 'HH' | 'LL', LabResult> = {
  AA: {
    code: '10839-9',
    libelle: 'Troponine I',
    quantites: [{ valeur: '2.1', unite: 'ug/L' }],
    interpretation: 'AA',
  },
  HH: { ...potassium, quantites: [{ valeur: '7.2', unite: 'mmol/L' }], interpretation: 'HH' },
  LL: {
    code: '14749-6',
    libelle: 'Glucose',
    quantites: [{ valeur: '1.6', unite: 'mmol/L' }],
    intervalles: [{ ...molar, bas: '3.9', haut: '5.8' }],
    interpretation: 'LL',
  },
};

/** The same quantity in two units, with an interval in each. */
export const glucose: LabResult = {
  code: '14749-6',
  libelle: 'Glucose',
  quantites: [
    { valeur: '5.55', unite: 'mmol/L' },
    { valeur: '1.00', unite: 'g/L' },
  ],
  intervalles: [
    { ...molar, bas: '3.90', haut: '5.80' },
    { unite: 'g/L', bas: '0.70', haut: '1.05' },
  ],
  interpretation: 'N',
};

/** Results whose units are written in as many ways as UCUM has (https://ucum.org: annotations, arbitrary units, powers of ten). */
export const varied: readonly [KnownResult, KnownResult, KnownResult] = [
  {
    result: {
      code: '3016-3',
      libelle: 'Thyréostimuline',
      quantites: [{ valeur: '6.3', unite: 'm[IU]/L' }],
      intervalles: [{ unite: 'm[IU]/L', bas: '0.27', haut: '4.20' }],
      interpretation: 'H',
    },
    unites: ['m[IU]/L', 'mUI/L', 'mIU/L', 'mUI/l'],
    interpretation: 'anormal',
  },
  {
    result: {
      code: '6690-2',
      libelle: 'Leucocytes',
      quantites: [{ valeur: '7.4', unite: '10*9/L' }],
      intervalles: [{ unite: '10*9/L', bas: '4.0', haut: '10.0' }],
      interpretation: 'N',
    },
    unites: ['10*9/L', '10^9/L', '10⁹/L', 'G/L', 'Giga/L'],
    interpretation: 'normal',
  },
  {
    result: {
      code: '718-7',
      libelle: 'Hémoglobine',
      quantites: [{ valeur: '13.8', unite: 'g/dL' }],
      intervalles: [{ unite: 'g/dL', bas: '12.0', haut: '16.0' }],
      interpretation: 'N',
    },
    unites: ['g/dL', 'g/dl'],
    interpretation: 'normal',
  },
];
