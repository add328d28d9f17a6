/** Where a professional works, as a userinfo shows it. */
export interface PersonaActivity {
  /** Technical id of the structure: `R95141`. */
  structureId: string;
  structure: string;
  /** TRE_R02: `SA07`, individual practice. */
  secteur: string;
  /** TRE_R23: `L` (libéral) or `S` (salarié). */
  mode: string;
  finess?: string;
}

/** A test professional whom the login page offers. Everything about him is invented, or published as a test case. */
export interface Persona {
  /** National id, the claim `SubjectNameID`: 8 and the RPPS number, or another register's. */
  id: string;
  civilite?: 'M' | 'MME';
  nom: string;
  prenom: string;
  /** Profession (TRE_G15) and ordinal speciality (TRE_R38); absent: outside the RPPS, hence with no reference data. */
  profession?: string;
  specialite?: string;
  /** Several: the product lets the user choose (facts, PSC §3.4). */
  activites: readonly PersonaActivity[];
  /** MSS addresses that he may open; absent: the operator decides. */
  mailboxes?: readonly string[];
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

/**
 * Whom the login page offers. The two with a DOC or SPECIALISTE number are test cases that the ANS publishes
 * (facts, PSC §3.8); the others belong to the bench. One has two activities, one almost no reference data, one none.
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
    activites: [
      { structureId: 'R95141', structure: 'CABINET M DOC0036624', secteur: 'SA07', mode: 'L' },
      { structureId: 'R95142', structure: 'HOPITAL TEST DOC0036624', secteur: 'SA01', mode: 'S' },
    ],
  },
  {
    id: '899700218896',
    civilite: 'M',
    nom: 'SPECIALISTE0021889',
    prenom: 'ROBERT',
    profession: '10',
    activites: [],
  },
  { id: '3630000018/TEST001', nom: 'TEST ACCUEIL', prenom: 'Charlie', activites: [] },
];
