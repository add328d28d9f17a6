import { type ValueSet, words } from './value-set.ts';

/** Frames of care (`practiceSettingCode`). */
export const practiceSetting: ValueSet = {
  source: 'JDV_J04-XdsPracticeSettingCode-CISIS du 27/09/2024',
  codes: {
    '1.2.250.1.213.1.1.4.6': words(`
      EXP_PATIENT SNR
    `),
    '1.2.250.1.213.1.1.4.9': words(`
      AMBULATOIRE AMO DEPISTAGE ESSMS ETABLISSEMENT HAD MAD PALLIATIF SAD SAMU_SMUR
    `),
  },
};
