import { type ValueSet, words } from './value-set.ts';

/** Administrative sex of the patient of a document. */
export const administrativeGender: ValueSet = {
  source: 'JDV_J143-AdministrativeGender-CISIS du 26/03/2021 (M, F ou UN)',
  codes: { '2.16.840.1.113883.5.1': words('F M UN') },
};
