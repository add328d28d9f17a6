import { type ValueSet, words } from './value-set.ts';

/** Kinds of encounter (`encompassingEncounter/code`). */
export const encounterType: ValueSet = {
  source: 'JDV_J142-TypeRencontre-CISIS du 26/03/2021',
  codes: {
    '2.16.840.1.113883.5.4': words('IMP EMER AMB FLD HH VR'),
    '1.2.250.1.213.1.1.4.2.291': words('EXTERNE SEANCE'),
  },
};
