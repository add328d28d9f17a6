import { singleValue, type Vihf, vihfNames } from './vihf.ts';

/** Ways of access that a VIHF claims (TRE_R248), and their letter in the matrices. */
export const purposeCodes = { normal: 'N', centre_15: 'R', bris_de_glace: 'B' } as const;

const professions = '1.2.250.1.71.1.2.7';
const professionsInTraining = '1.2.250.1.71.1.2.8';
const physician = '10';
const occupationalMedicine = 'SM25';

/** Professions whose VIHF bears a second role, and the nomenclature of it (JDV_J65: R01 and G05). */
export const professionsRequiringSpeciality: ReadonlyMap<string, string> = new Map([
  [physician, '1.2.250.1.71.4.2.5'],
  ['21', '1.2.250.1.71.4.2.6'],
]);

/** Columns of the matrices. */
type Profile = 'ps' | 'medecin' | 'travail' | 'traitant' | 'cpe' | 'structure';

/** Rows of the matrices that the mock serves. */
export type DmpRight =
  | 'TD0.2'
  | 'TD0.3 ajout'
  | 'TD0.3 suppression'
  | 'TD0.3 retrait médecin traitant'
  | 'TD1.3a'
  | 'TD2.1'
  | 'TD3.1'
  | 'TD3.1 référence'
  | 'TD3.2'
  | 'TD3.3a'
  | 'TD3.3b'
  | 'TD3.3c'
  | 'TD3.3d';

// PDT-INF-526 v1.8 (facts, DMP §8): N normal, R regulation, B bris de glace.
const matrix: Record<DmpRight, Record<Profile, string>> = {
  'TD0.2': { ps: 'NRB', medecin: 'NRB', travail: 'N', traitant: 'NB', cpe: 'N', structure: 'NR' },
  'TD0.3 ajout': { ps: 'N', medecin: 'N', travail: '', traitant: 'N', cpe: 'N', structure: '' },
  'TD0.3 suppression': { ps: 'N', medecin: 'N', travail: '', traitant: 'N', cpe: '', structure: '' },
  'TD0.3 retrait médecin traitant': { ps: '', medecin: '', travail: '', traitant: 'N', cpe: '', structure: '' },
  'TD1.3a': { ps: 'NRB', medecin: 'NRB', travail: 'N', traitant: 'NB', cpe: 'N', structure: 'NR' },
  // The card of an employee deposits as TD2.2, the same message.
  'TD2.1': { ps: 'NRB', medecin: 'NRB', travail: 'N', traitant: 'NB', cpe: 'N', structure: 'NR' },
  'TD3.1': { ps: 'NRB', medecin: 'NRB', travail: 'N', traitant: 'NB', cpe: '', structure: '' },
  'TD3.1 référence': { ps: 'NRB', medecin: 'NRB', travail: 'N', traitant: 'NB', cpe: 'N', structure: 'NR' },
  'TD3.2': { ps: 'NRB', medecin: 'NRB', travail: '', traitant: 'NB', cpe: '', structure: '' },
  'TD3.3a': { ps: 'N', medecin: 'N', travail: 'N', traitant: 'N', cpe: '', structure: '' },
  'TD3.3b': { ps: 'N', medecin: 'N', travail: 'N', traitant: 'N', cpe: '', structure: '' },
  'TD3.3c': { ps: 'NRB', medecin: 'NRB', travail: 'N', traitant: 'NB', cpe: 'N', structure: 'NR' },
  'TD3.3d': { ps: 'N', medecin: 'NRB', travail: 'N', traitant: 'NB', cpe: '', structure: '' },
};

/** What the caller may do, by the card or the structure that the VIHF shows. */
export class Caller {
  readonly vihf: Vihf;
  readonly #medecinTraitant: boolean;

  /** @param medecinTraitant whether the DMP knows the caller as the patient's treating physician */
  constructor(vihf: Vihf, medecinTraitant: boolean) {
    this.vihf = vihf;
    this.#medecinTraitant = medecinTraitant;
  }

  /** `DIRECTE`, `INDIRECTE` or `INDIRECTE_RENFORCEE`. */
  get mode(): string {
    return singleValue(this.vihf, vihfNames.mode);
  }

  get access(): keyof typeof purposeCodes {
    return (this.vihf.purposes[0]?.code ?? 'normal') as keyof typeof purposeCodes;
  }

  get structure(): string {
    return singleValue(this.vihf, vihfNames.structure);
  }

  get traitant(): boolean {
    return this.#profile === 'traitant';
  }

  /** Who did a deposit: the structure answers for what it signs or what its employees do, a professional for his own. */
  get actsForStructure(): boolean {
    return this.#profile === 'structure' || this.#profile === 'cpe';
  }

  /** Why the matrix forbids an act; undefined when it allows it. */
  refusal(right: DmpRight): string | undefined {
    // PDT-INF-606: in AIR nobody feeds; feeding keeps the ordinary authentications (facts, DMP §8).
    const closed = right === 'TD2.1' && this.mode === 'INDIRECTE_RENFORCEE';
    const allowed = !closed && matrix[right][this.#profile].includes(purposeCodes[this.access]);
    return allowed ? undefined : `${right} en mode ${this.mode}, accès ${this.access}, profil ${this.#profile}`;
  }

  get #profile(): Profile {
    if (this.mode === 'INDIRECTE') return 'structure';
    const [profession, speciality] = this.vihf.roles;
    if (![professions, professionsInTraining].includes(profession?.codeSystem ?? '')) return 'cpe';
    if (profession?.code !== physician) return 'ps';
    if (speciality?.code === occupationalMedicine) return 'travail';
    return this.#medecinTraitant ? 'traitant' : 'medecin';
  }
}
