/**
 * The parameters that the DMP publishes in a file for the software of professionals (EX_GEN-1550; facts, DMP §4.4), as the
 * service itself applies them.
 */
export interface DmpParameters {
  /** A document may be at once INVISIBLE_PATIENT and MASQUE_PS (`cumul-invisible_patient-masque_ps`; EX_2.1-1050). */
  cumulInvisiblePatientMasquePs: boolean;
  /** Secret connections of minors are served (`fonctions-gestion-mineurs`). */
  gestionMineurs: boolean;
  /** In years (`age-majorite`). */
  ageMajorite: number;
}

/** The values that the bench takes; those of the real file are not public (inferred). */
export const defaultParameters: DmpParameters = {
  cumulInvisiblePatientMasquePs: false,
  gestionMineurs: true,
  ageMajorite: 18,
};
