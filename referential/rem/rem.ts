/** A proof that the workbook asks for. */
export interface RemProof {
  /** N° preuve, as the workbook has it. */
  id: string;
  text: string;
}

/** A conformity scenario of the workbook. */
export interface RemScenario {
  /** N° scénario, as the workbook has it. */
  id: string;
  /** Its steps, as the cell has them. */
  text: string;
  proofs: readonly RemProof[];
}

/** A requirement of the workbook, what it inherits from the socle included. */
export interface RemRequirement {
  id: string;
  perimetre: string;
  chapitre: string;
  fonction: string;
  exigence: string;
  commentaire: string;
  nature: string;
  profil: string;
  scenarios: readonly RemScenario[];
  /** Where it was read: `Exigences REM vague 2!B12`. */
  cellule: string;
}

/** How much a remark weighs: `perdu` for what could not be imported. */
export type RemarkLevel = 'perdu' | 'a_verifier' | 'information';

/** Something about the workbook that its reader must know: nothing is put right in silence. */
export interface RemRemark {
  level: RemarkLevel;
  /** Stable code, such as `id_en_double`. */
  code: string;
  /** `feuille!cellule`, or a sheet. */
  where: string;
  /** French. */
  text: string;
}

/** What a workbook says. */
export interface Rem {
  requirements: readonly RemRequirement[];
  remarks: readonly RemRemark[];
  /** The sheets that were read. */
  sheets: readonly string[];
}
