import type { CardKind } from '../pki/index.ts';
import {
  type AccessLetter,
  airMatrix,
  classicalMatrix,
  type DmpRight,
  lettersOf,
  marks,
  type Profile,
  profiles,
  type RightAnswer,
} from './rights-matrix.ts';
import { modeOf, singleValue, type Vihf, vihfNames } from './vihf.ts';

export type { DmpRight, Profile, RightAnswer } from './rights-matrix.ts';

/** Ways of access that a VIHF claims (TRE_R248), and their letter in the matrices. */
export const purposeCodes = { normal: 'N', centre_15: 'R', bris_de_glace: 'B' } as const;
export type Access = keyof typeof purposeCodes;

/** Nomenclature of the professions, and of those in training. */
export const professions = '1.2.250.1.71.1.2.7';
export const professionsInTraining = '1.2.250.1.71.1.2.8';
const physician = '10';
const occupationalMedicine = 'SM25';

/** Professions whose VIHF bears a second role, and the nomenclature of it (JDV_J65: R01 and G05). */
export const professionsRequiringSpeciality: ReadonlyMap<string, string> = new Map([
  [physician, '1.2.250.1.71.4.2.5'],
  ['21', '1.2.250.1.71.4.2.6'],
]);

/** What a matrix is asked about. */
export interface RightFacts {
  /** `DIRECTE`, `INDIRECTE` or `INDIRECTE_RENFORCEE`. */
  mode: string;
  profile: Profile;
  access: Access;
}

/** What the matrices of rights say of an act: PDT-INF-526 v1.8, and PDT-INF-606 v1.3 in AIR (facts, DMP §8). */
export function rightOf(right: DmpRight, { mode, profile, access }: RightFacts): RightAnswer {
  const matrix = mode === 'INDIRECTE_RENFORCEE' ? airMatrix : classicalMatrix;
  const letter: AccessLetter = purposeCodes[access];
  const at = lettersOf[profile].indexOf(letter);
  const mark = at < 0 ? '-' : (matrix[right][profiles.indexOf(profile)]?.[at] ?? '-');
  return marks[mark] ?? 'non';
}

/** What is known of an act when the matrix answers under a condition. */
export interface ActFacts {
  /** The document is the caller's own (notes 6 and 8). */
  own?: boolean;
  /** The document is of the caller's structure (note 9). */
  ofStructure?: boolean;
  /** The patient allowed masked documents in this way of access (note 7). */
  agreed?: boolean;
  /** The DMP is attached to Mon espace santé (note 10). */
  attached?: boolean;
}

/** Whether the conditions of an answer are met; those that the facts do not speak of are left to the transaction. */
export function allows(answer: RightAnswer, { own, ofStructure, agreed, attached }: ActFacts = {}): boolean {
  const refused: Partial<Record<RightAnswer, boolean>> = {
    non: true,
    propres: own === false,
    documents_structure: ofStructure === false,
    // A document of one's own stays readable whatever the patient says of the others' (inferred).
    accord_patient: agreed === false && own !== true,
    hors_ens: attached === true,
  };
  return refused[answer] !== true;
}

/** What the caller may do, by the card or the structure that the VIHF shows. */
export class Caller {
  readonly vihf: Vihf;
  readonly #treating: boolean;
  readonly #card: CardKind | undefined;

  /**
   * @param treating whether the DMP knows the caller as the patient's treating physician
   * @param card kind of the card that signed, in direct authentication
   */
  constructor(vihf: Vihf, treating: boolean, card?: CardKind) {
    this.vihf = vihf;
    this.#treating = treating;
    this.#card = card;
  }

  /** `DIRECTE`, `INDIRECTE` or `INDIRECTE_RENFORCEE`. */
  get mode(): string {
    return modeOf(this.vihf);
  }

  get access(): Access {
    return (this.vihf.purposes[0]?.code ?? 'normal') as Access;
  }

  get structure(): string {
    return singleValue(this.vihf, vihfNames.structure);
  }

  get traitant(): boolean {
    return this.profile === 'traitant';
  }

  /** Secret connection of a minor: his legal representatives see nothing of it (facts, DMP §3; EX_0.1-1100). */
  get secret(): boolean {
    return singleValue(this.vihf, vihfNames.confidentiality) !== '';
  }

  /** Who did a deposit: the structure answers for what it signs or what its employees do, a professional for his own. */
  get actsForStructure(): boolean {
    return this.profile === 'structure' || this.profile === 'cpe';
  }

  /** Column of the matrices: in indirect the structure's, else by the card and the role. */
  get profile(): Profile {
    if (this.mode === 'INDIRECTE') return 'structure';
    const [profession, speciality] = this.vihf.roles;
    if (this.#card === 'CPE' || this.#card === 'CPA') return 'cpe';
    if (![professions, professionsInTraining].includes(profession?.codeSystem ?? '')) return 'cpe';
    if (profession?.code !== physician) return 'ps';
    if (speciality?.code === occupationalMedicine) return 'travail';
    // The sheets write no cell of the treating physician in the regulation centre: who regulates is a physician as others (inferred).
    return this.#treating && this.access !== 'centre_15' ? 'traitant' : 'medecin';
  }

  /** What the matrix says of an act. */
  right(right: DmpRight): RightAnswer {
    return rightOf(right, { mode: this.mode, profile: this.profile, access: this.access });
  }

  /** Why the matrix forbids an act; undefined when it allows it, under the conditions that `facts` speak of. */
  refusal(right: DmpRight, facts: ActFacts = {}): string | undefined {
    // ITI-41 is one message: an employee's card feeds as TD2.2 (facts, DMP §1).
    const row = right === 'TD2.1' && this.profile === 'cpe' ? 'TD2.2' : right;
    const answer = this.right(row);
    if (allows(answer, facts)) return undefined;
    const why = answer === 'non' ? '' : `, condition « ${answer} »`;
    return `${row} en mode ${this.mode}, accès ${this.access}, profil ${this.profile}${why}`;
  }
}
