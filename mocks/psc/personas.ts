/** Where a professional works, as a userinfo shows it. */
export interface PersonaActivity {
  /** Technical id of the structure: `R95141`; may be empty. */
  structureId: string;
  structure: string;
  /** TRE_R02: `SA07`, individual practice. */
  secteur: string;
  /** TRE_R23: `L` (libéral) or `S` (salarié). */
  mode: string;
  finess?: string;
  /** Other fields, under the names of the userinfo (`codePostal`…); the rest is empty. */
  champs?: Readonly<Record<string, string>>;
}

/** One way in which a professional practises. */
export interface PersonaExercise {
  /** Profession (TRE_G15) and ordinal speciality (TRE_R38). */
  profession: string;
  specialite?: string;
  activites: readonly PersonaActivity[];
}

/** A test professional whom the login page offers. Everything about him is invented, or published as a test case. */
export interface Persona {
  /** National id, the claim `SubjectNameID`: 8 and the RPPS number, or another register's. */
  id: string;
  civilite?: 'M' | 'MME';
  nom: string;
  prenom: string;
  /** Name under which he practises, where it is another. */
  nomExercice?: string;
  /** Profession (TRE_G15) and ordinal speciality (TRE_R38); absent: outside the RPPS, hence with no reference data. */
  profession?: string;
  specialite?: string;
  /** Several: the product lets the user choose (facts, PSC §3.4). */
  activites: readonly PersonaActivity[];
  /** Other ways in which he practises: a userinfo may have several exercises. */
  autresExercices?: readonly PersonaExercise[];
  /** Reduced to the few members of the minimal published sample; names the organisation that it shows. */
  minimal?: { organisation: string };
  /** MSS addresses that he may open; absent: the operator decides. */
  mailboxes?: readonly string[];
}

/** How a professional practises, the first way first; nothing outside the RPPS. */
export function exercisesOf(persona: Persona): PersonaExercise[] {
  const { profession, specialite, activites, autresExercices = [] } = persona;
  if (profession === undefined) return [];
  return [{ profession, ...(specialite === undefined ? {} : { specialite }), activites }, ...autresExercices];
}

/** The physician of the bench, user of the product. */
export const testPhysician: Persona = {
  id: '899900000017',
  civilite: 'MME',
  nom: 'TÉMOIN',
  prenom: 'Alix',
  profession: '10',
  specialite: 'SM54',
  activites: [
    {
      structureId: 'F630000018',
      structure: 'CABINET TEST PROBANT',
      secteur: 'SA07',
      mode: 'L',
      finess: '630000018',
    },
  ],
};

// The published sample of KIT gives the same exercise twice, each time with both activities.
const kitActivities: readonly PersonaActivity[] = [
  {
    structureId: 'R95141',
    structure: 'CABINET M DOC0036624',
    secteur: 'SA07',
    mode: 'L',
    champs: { codeGenreActivite: '', ancienIdentifiantDeLaStructure: '499700366240007', codePays: '99000' },
  },
  {
    structureId: 'R95142',
    structure: 'HOPITAL TEST DOC0036624',
    secteur: 'SA01',
    mode: 'S',
    champs: { codeGenreActivite: '' },
  },
];

const structures = [
  ['CAB MED TEST UN', 'SA07', 'L'],
  ['CABINET MEDICAL TEST DEUX', 'SA07', 'L'],
  ['HOPITAL TEST TROIS', 'SA01', 'S'],
  ['CONSEIL TEST QUATRE', 'SA43', 'S'],
  ['ORGANISME TEST CINQ', 'SA43', 'S'],
] as const;

/**
 * Whom the login page offers. KIT, Paul and ROBERT are test cases that the ANS publishes (facts, PSC §3.8); the others
 * belong to the bench. One has two activities, one five, one almost no reference data, one none.
 */
export const testPersonas: readonly Persona[] = [
  testPhysician,
  {
    id: '899700366240',
    civilite: 'M',
    nom: 'DOC0036624',
    prenom: 'KIT',
    profession: '10',
    specialite: 'SM26',
    activites: kitActivities,
    autresExercices: [{ profession: '10', specialite: 'SM26', activites: kitActivities }],
  },
  {
    id: 'ANS20210107161422',
    civilite: 'M',
    nom: 'NOM',
    prenom: 'Paul',
    nomExercice: 'Docteur OIDC',
    profession: '10',
    specialite: 'SM54',
    activites: structures.map(([structure, secteur, mode]) => ({ structureId: '', structure, secteur, mode })),
  },
  {
    id: '899700218896',
    civilite: 'M',
    nom: 'SPECIALISTE0021889',
    prenom: 'ROBERT',
    profession: '10',
    activites: [],
    minimal: { organisation: 'CABINET M SPECIALISTE0021889' },
  },
  { id: '3630000018/TEST001', nom: 'TEST ACCUEIL', prenom: 'Charlie', activites: [] },
];
