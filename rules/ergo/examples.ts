import type { DomainExamples } from '../examples/index.ts';

const box = { cip: '3400930123458', lot: 'LT12', peremption: '2029-03-31' };

export const examples: DomainExamples = {
  'ergo.nomenclature': {
    read: {
      right: { propositions: [{ code: 'E11.9', libelle: 'Diabète sucré de type 2' }] },
      wrong: { propositions: [{ code: 'E11.9', libelle: '' }] },
    },
    parameters: { code: 'E119', mot: 'diabète' },
  },
  // A lot is of any length: what follows it up to the separator is another field.
  'ergo.vaccination': {
    read: { right: { lignes: [box] }, wrong: { lignes: [{ ...box, lot: 'LT1217290331' }] } },
    parameters: box,
  },
};
