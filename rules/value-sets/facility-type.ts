import { type ValueSet, words } from './value-set.ts';

/** Kinds of structure (`healthcareFacilityTypeCode`, `Secteur_Activite`). */
export const facilityType: ValueSet = {
  source: 'JDV_J02-XdsHealthcareFacilityTypeCode-CISIS du 23/05/2025',
  codes: {
    '1.2.250.1.213.1.1.4.6': words(`
      EXP_PATIENT SNR
    `),
    '1.2.250.1.71.4.2.4': words(`
      SA01 SA02 SA03 SA04 SA05 SA06 SA07 SA08 SA09 SA10 SA12 SA13 SA14 SA15 SA16 SA17 SA18 SA19 SA20 SA21 SA22
      SA23 SA24 SA25 SA26 SA27 SA28 SA29 SA30 SA31 SA32 SA33 SA34 SA35 SA36 SA37 SA38 SA39 SA40 SA41 SA42 SA43
      SA44 SA45 SA46 SA47 SA48 SA49 SA50 SA51 SA52 SA53 SA54 SA55 SA56 SA57 SA58 SA59 SA60 SA61 SA63 SA64 SA65
      SA66 SA67 SA68 SA69
    `),
  },
};
