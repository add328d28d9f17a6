/** Rows of the matrices: a transaction, or one of its cases. */
export type DmpRight =
  | 'TD0.2'
  | 'TD0.3 ajout'
  | 'TD0.3 ajout médecin traitant'
  | 'TD0.3 suppression'
  | 'TD0.3 retrait médecin traitant'
  | 'TD0.4'
  | 'TD0.5'
  | 'TD0.9'
  | 'TD0.10'
  | 'TD1.2'
  | 'TD1.3a'
  | 'TD1.3b'
  | 'TD1.4'
  | 'TD1.6'
  | 'TD2.1'
  | 'TD2.2'
  | 'TD3.1'
  | 'TD3.1 référence'
  | 'TD3.2'
  | 'TD3.2 masqué'
  | 'TD3.3a'
  | 'TD3.3a démasquer'
  | 'TD3.3b'
  | 'TD3.3c'
  | 'TD3.3d';

/**
 * Columns: a professional who is no physician, a physician who is not the patient's treating one, the occupational
 * physician, the treating physician, an employee's card (in AIR: the « PE » that is no professional), a structure.
 */
export const profiles = ['ps', 'medecin', 'travail', 'traitant', 'cpe', 'structure'] as const;
export type Profile = (typeof profiles)[number];

/** Letters of the ways of access: normal, regulation centre, breaking of the glass. */
export type AccessLetter = 'N' | 'R' | 'B';

/** The sheets write a cell for these ways of access only; the others are closed to the column. */
export const lettersOf: Readonly<Record<Profile, string>> = {
  ps: 'NRB',
  medecin: 'NRB',
  travail: 'N',
  traitant: 'NB',
  cpe: 'N',
  structure: 'NR',
};

/**
 * What a matrix says: yes, no, or under a condition.
 * `structure`: for the structure, which answers for it (notes 1, 4); `memes_structures`: of professionals of the same
 * structure (2); `nouvelles`: new authorisations by date only (3); `reference`: the reference only (5); `propres`: one's
 * own documents (6, 8); `accord_patient`: if the patient allowed it (7); `documents_structure`: documents of the
 * structure (9); `hors_ens`: if the DMP is not attached to Mon espace santé (10).
 */
export type RightAnswer =
  | 'oui'
  | 'non'
  | 'structure'
  | 'memes_structures'
  | 'nouvelles'
  | 'reference'
  | 'propres'
  | 'accord_patient'
  | 'documents_structure'
  | 'hors_ens';

/** What each mark of the tables means: `o` yes, `-` no, a digit a note of the sheets (`0` is note 10). */
export const marks: Readonly<Record<string, RightAnswer>> = {
  o: 'oui',
  '-': 'non',
  '1': 'structure',
  '2': 'memes_structures',
  '3': 'nouvelles',
  '4': 'structure',
  '5': 'reference',
  '6': 'propres',
  '7': 'accord_patient',
  '8': 'propres',
  '9': 'documents_structure',
  '0': 'hors_ens',
};

type Row = readonly [ps: string, medecin: string, travail: string, traitant: string, cpe: string, structure: string];
export type Matrix = Readonly<Record<DmpRight, Row>>;

/**
 * PDT-INF-526 v1.8, authentications direct and indirect (facts, DMP §8).
 * Inferred: `TD0.3 ajout médecin traitant` (a physician only), `TD1.2`, `TD1.3b` and `TD1.4`, whose rows the facts do not
 * give but for note 10: they follow TD1.3a in the normal access, as the declaration of the reference guide does.
 */
export const classicalMatrix: Matrix = {
  //                                  PS     méd.   trav. MT    CPE  ES
  'TD0.2': ['ooo', 'ooo', 'o', 'oo', 'o', 'oo'],
  'TD0.3 ajout': ['o--', 'o--', '-', 'o-', '1', '--'],
  'TD0.3 ajout médecin traitant': ['---', 'o--', '-', 'o-', '-', '--'],
  'TD0.3 suppression': ['o--', 'o--', '-', 'o-', '-', '--'],
  'TD0.3 retrait médecin traitant': ['---', '---', '-', 'o-', '-', '--'],
  'TD0.4': ['ooo', 'ooo', 'o', 'oo', '2', '3-'],
  'TD0.5': ['-o-', '-o-', '-', '--', '-', '-o'],
  'TD0.9': ['ooo', 'ooo', 'o', 'oo', 'o', '--'],
  'TD0.10': ['---', '---', '-', '--', '-', '--'],
  'TD1.2': ['o--', 'o--', '-', 'o-', 'o', 'o-'],
  'TD1.3a': ['ooo', 'ooo', 'o', 'oo', 'o', 'oo'],
  'TD1.3b': ['0--', '0--', '-', '0-', '0', '0-'],
  'TD1.4': ['0--', '0--', '-', '0-', '0', '0-'],
  'TD1.6': ['o--', 'o--', 'o', 'o-', '-', '--'],
  'TD2.1': ['ooo', 'ooo', 'o', 'oo', '-', '44'],
  'TD2.2': ['---', '---', '-', '--', '4', '--'],
  'TD3.1': ['ooo', 'ooo', 'o', 'oo', '-', '--'],
  'TD3.1 référence': ['ooo', 'ooo', 'o', 'oo', '5', '55'],
  'TD3.2': ['ooo', 'ooo', '-', 'oo', '-', '--'],
  'TD3.2 masqué': ['677', '677', '-', 'o7', '-', '--'],
  'TD3.3a': ['o--', 'o--', 'o', 'o-', '-', '--'],
  'TD3.3a démasquer': ['8--', '8--', '8', 'o-', '-', '--'],
  'TD3.3b': ['o--', 'o--', 'o', 'o-', '-', '--'],
  'TD3.3c': ['888', '888', '8', '88', '9', '99'],
  'TD3.3d': ['8--', '8oo', '8', 'oo', '-', '--'],
};

/**
 * PDT-INF-606 v1.3, authentication AIR (facts, DMP §8): as above for professionals, nobody feeds, TD1.3b and TD1.4 are
 * absent (and TD1.2 with them, inferred), so is the treating physician's leaving. No structure acts by itself in AIR.
 */
export const airMatrix: Matrix = {
  'TD0.2': ['ooo', 'ooo', 'o', 'oo', 'o', '--'],
  'TD0.3 ajout': ['o--', 'o--', '-', 'o-', '1', '--'],
  'TD0.3 ajout médecin traitant': ['---', 'o--', '-', 'o-', '-', '--'],
  'TD0.3 suppression': ['o--', 'o--', '-', 'o-', '-', '--'],
  'TD0.3 retrait médecin traitant': ['---', '---', '-', '--', '-', '--'],
  'TD0.4': ['ooo', 'ooo', 'o', 'oo', '3', '--'],
  'TD0.5': ['-o-', '-o-', '-', '--', '-', '--'],
  'TD0.9': ['---', '---', '-', '--', '-', '--'],
  'TD0.10': ['ooo', 'ooo', 'o', 'oo', 'o', '--'],
  'TD1.2': ['---', '---', '-', '--', '-', '--'],
  'TD1.3a': ['ooo', 'ooo', 'o', 'oo', 'o', '--'],
  'TD1.3b': ['---', '---', '-', '--', '-', '--'],
  'TD1.4': ['---', '---', '-', '--', '-', '--'],
  'TD1.6': ['o--', 'o--', 'o', 'o-', '-', '--'],
  'TD2.1': ['---', '---', '-', '--', '-', '--'],
  'TD2.2': ['---', '---', '-', '--', '-', '--'],
  'TD3.1': ['ooo', 'ooo', 'o', 'oo', '-', '--'],
  'TD3.1 référence': ['ooo', 'ooo', 'o', 'oo', '5', '--'],
  'TD3.2': ['ooo', 'ooo', '-', 'oo', '-', '--'],
  'TD3.2 masqué': ['677', '677', '-', 'o7', '-', '--'],
  'TD3.3a': ['o--', 'o--', 'o', 'o-', '-', '--'],
  'TD3.3a démasquer': ['8--', '8--', '8', 'o-', '-', '--'],
  'TD3.3b': ['o--', 'o--', 'o', 'o-', '-', '--'],
  'TD3.3c': ['888', '888', '8', '88', '9', '--'],
  'TD3.3d': ['8--', 'ooo', '8', 'oo', '-', '--'],
};
