import { type ValueSet, words } from './value-set.ts';

/** Kinds of activity of a submission set (`contentTypeCode`). */
export const contentType: ValueSet = {
  source: 'JDV_J59-ContentTypeCode-DMP du 28/09/2026 ; schéma 1.2.250.1.213.2.2 lu sur l’exemple du DMP',
  codes: {
    '1.2.250.1.213.1.1.4.6': words(`
      EXP_PATIENT
    `),
    '1.2.250.1.213.2.2': words(`
      05 11 12 03 04 07 08 09 13 14 15 16 17 18 19 20 21 22 25 26 27 28 33 37 40 42 43 44 45 46 47 48 50 52 54
      60 97
    `),
    '1.2.250.1.71.4.2.4': words(`
      SA05 SA06 SA07 SA08 SA09 SA10 SA11 SA12 SA13 SA14 SA15 SA16 SA17 SA18 SA19 SA20 SA21 SA22 SA23 SA24 SA25
      SA26 SA27 SA28 SA29 SA30 SA31 SA32 SA33 SA34 SA35 SA36 SA37 SA38 SA39 SA40 SA41 SA42 SA43 SA44 SA45 SA46
      SA47 SA48 SA49 SA50 SA51 SA52 SA53 SA54 SA55 SA56 SA57 SA58 SA59 SA60 SA61 SA63 SA64 SA65 SA68 SA69
    `),
  },
};
