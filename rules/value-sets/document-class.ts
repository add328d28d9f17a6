import { type ValueSet, words } from './value-set.ts';

/** Classes of document (`classCode`). */
export const documentClass: ValueSet = {
  source: 'TRE_A03-ClasseDocument (IG-terminologie-de-sante @76847f8b)',
  codes: { '1.2.250.1.213.1.1.4.1': words('10 11 31 42 43 44 45 52 60 90 95 99') },
};
