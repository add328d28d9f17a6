import { exercisesOf, type Persona, type PersonaActivity, type PersonaExercise } from './personas.ts';

/** Claims of a token or of a userinfo. */
export type Claims = Record<string, unknown>;

// Every field of an activity is a string, empty when it has no value (facts, PSC §3.4).
const activityFields = [
  'codeModeExercice',
  'codeSecteurDactivite',
  'codeSectionPharmacien',
  'codeRole',
  'codeGenreActivite',
  'numeroSiretSite',
  'numeroSirenSite',
  'numeroFinessSite',
  'numeroFinessetablissementJuridique',
  'identifiantTechniqueDeLaStructure',
  'raisonSocialeSite',
  'enseigneCommercialeSite',
  'complementDestinataire',
  'complementPointGeographique',
  'numeroVoie',
  'indiceRepetitionVoie',
  'codeTypeDeVoie',
  'libelleVoie',
  'mentionDistribution',
  'bureauCedex',
  'codePostal',
  'codeCommune',
  'codePays',
  'telephone',
  'telephone2',
  'telecopie',
  'adresseEMail',
  'codeDepartement',
  'ancienIdentifiantDeLaStructure',
  'autoriteDenregistrement',
] as const;

// The federation of the published samples; the number after it is the national id (facts, PSC §3.4).
const federation = 'f:550dc1c8-d97b-4b1e-ac8c-8eb4471cf9dd';

/** The claim `sub` of a persona. */
export function subjectOf(persona: Persona): string {
  return `${federation}:${persona.id}`;
}

/** The names that both the identity token and the userinfo bear. */
export function nameClaims(persona: Persona): Claims {
  return {
    SubjectNameID: persona.id,
    preferred_username: persona.id,
    given_name: persona.prenom,
    family_name: persona.nom,
  };
}

/**
 * What the userinfo says of a persona. Someone outside the RPPS has names only (facts, PSC §3.4); a minimal persona has the
 * few members of the published minimal sample, and `sub`, which that sample leaves out but OpenID Connect Core §5.3.2 wants.
 */
export function userinfoOf(persona: Persona): Claims {
  const names = { sub: subjectOf(persona), email_verified: false, ...nameClaims(persona) };
  if (persona.profession === undefined) return names;
  const [first] = persona.activites;
  const secteur = `${first?.secteur ?? 'SA07'}^1.2.250.1.71.4.2.4`;
  if (persona.minimal !== undefined) return { ...names, Secteur_Activite: secteur, ...minimalClaims(persona) };
  return {
    ...names,
    Secteur_Activite: secteur,
    SubjectOrganization: first?.structure ?? '',
    SubjectOrganizationID: first?.structureId ?? '',
    SubjectRole: [`${persona.profession}^1.2.250.1.213.1.1.5.5`],
    Mode_Acces_Raison: '',
    Acces_Regulation_Medicale: 'FAUX',
    UITVersion: '1.0',
    Palier_Authentification: 'APPPRIP3^1.2.250.1.213.1.5.1.1.1',
    PSI_Locale: '1.2.250.1.213.1.3.1.1',
    // Test identities of publishers (`ANS…`) come from another register than the RPPS (facts, PSC §3.4).
    otherIds: [{ identifiant: persona.id, origine: /^8\d{11}$/.test(persona.id) ? 'RPPS' : 'EDIT', qualite: 1 }],
    SubjectRefPro: {
      codeCivilite: persona.civilite ?? '',
      exercices: exercisesOf(persona).map((one) => exercise(persona, one)),
    },
  };
}

function minimalClaims({ nom, prenom, civilite, profession, minimal }: Persona): Claims {
  return {
    SubjectOrganization: minimal?.organisation ?? '',
    SubjectRole: [`${profession}^1.2.250.1.213.1.1.5.5`],
    SubjectRefPro: {
      codeCivilite: civilite ?? '',
      exercices: [{ codeProfession: profession, nomDexercice: nom, prenomDexercice: prenom, codeTypeSavoirFaire: '' }],
    },
  };
}

function exercise(persona: Persona, { profession, specialite = '', activites }: PersonaExercise): Claims {
  return {
    codeProfession: profession,
    codeCategorieProfessionnelle: 'C',
    codeCiviliteDexercice: profession === '10' ? 'DR' : '',
    nomDexercice: persona.nomExercice ?? persona.nom,
    prenomDexercice: persona.prenom,
    codeTypeSavoirFaire: specialite === '' ? '' : 'S',
    codeSavoirFaire: specialite,
    activities: activites.map(activity),
  };
}

function activity(one: PersonaActivity): Claims {
  return {
    ...Object.fromEntries(activityFields.map((field) => [field, ''])),
    codeModeExercice: one.mode,
    codeSecteurDactivite: one.secteur,
    codeGenreActivite: 'GENR01',
    numeroFinessSite: one.finess ?? '',
    identifiantTechniqueDeLaStructure: one.structureId,
    raisonSocialeSite: one.structure,
    ...one.champs,
  };
}
