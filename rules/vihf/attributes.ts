import { facilityType, holds } from '../value-sets/index.ts';
import { type CodedElement, purposeName, subjectName } from './assertion.ts';
import { type AttributeCode, modeNames } from './texts.ts';

/** What an attribute may hold, and what to do when it does not. */
export interface AttributeForm {
  readonly code: AttributeCode;
  /** Its name, or the spellings of it. */
  readonly names: readonly string[];
  /** The HL7 element that holds its value, where it is a coded one. */
  readonly coded?: CodedElement;
  /** French. */
  readonly expected: string;
  accepts(value: string): boolean;
  /** French. */
  readonly remedy: string;
}

/** What rules are told of the person, the structure and the software: a value that is given is the only one admitted. */
export interface Expected {
  structure?: string | undefined;
  secteur?: string | undefined;
  mode?: string | undefined;
  lps: { nom?: string | undefined; version?: string | undefined; homologation?: string | undefined };
  /** `Ressource_URN` of the version. */
  resource: string;
}

const anything = 'une valeur';
const authenticationModes = ['DIRECTE', 'INDIRECTE', 'INDIRECTE_RENFORCEE'];

/** The attributes whose value is a text (facts, VIHF §2.3). */
export function textAttributes({ structure, secteur, mode, lps, resource }: Expected): AttributeForm[] {
  const modes = mode === undefined ? authenticationModes : [mode];
  return [
    {
      code: 'structure',
      names: ['Identifiant_Structure'],
      expected: structure ?? 'un Struct_IdNat',
      accepts: (value) => (structure === undefined ? /^[0-9A-Z]{6,20}$/.test(value) : value === structure),
      remedy:
        'Renseignez Identifiant_Structure, une fois, avec le Struct_IdNat de la structure d’exercice : 1 suivi du FINESS, 3 suivi du SIRET, 4 suivi du RPPS-rang ; en indirect l’OU du certificat de la structure, en direct celui que la carte CPS porte.',
    },
    {
      code: 'secteur',
      names: ['Secteur_Activite'],
      expected: secteur ?? 'un code de JDV_J61 et son OID (SA07^1.2.250.1.71.4.2.4)',
      accepts: (value) => (secteur === undefined ? isSector(value) : value === secteur),
      remedy:
        'Renseignez Secteur_Activite, une fois, par le code du secteur d’activité de la situation d’exercice choisie, un accent circonflexe et l’OID de sa nomenclature, par exemple SA07^1.2.250.1.71.4.2.4.',
    },
    {
      code: 'mode',
      names: modeNames,
      expected: modes.join(' ou '),
      accepts: (value) => modes.includes(value),
      remedy:
        'Renseignez Authentification_Mode, une fois et sous une seule graphie : DIRECTE quand la carte de l’utilisateur signe, INDIRECTE quand la structure signe, INDIRECTE_RENFORCEE en AIR.',
    },
    {
      code: 'ressource',
      names: ['Ressource_URN'],
      expected: resource,
      accepts: (value) => value === resource,
      remedy: `Renseignez Ressource_URN, une fois, par ${resource} : c’est le service que cette version du VIHF ouvre.`,
    },
    {
      code: 'nom',
      names: [subjectName],
      expected: 'NOM Prénom du professionnel, ou le nom du logiciel pour un automate',
      accepts: (value) => value !== '',
      remedy: `Ajoutez l’attribut ${subjectName} avec le nom et le prénom de l’utilisateur connecté (pour un automate, le nom et le modèle du logiciel).`,
    },
    software('lps-nom', 'LPS_Nom', lps.nom),
    software('lps-version', 'LPS_Version', lps.version),
    software('lps-homologation', 'LPS_ID_HOMOLOGATION_DMP', lps.homologation),
  ];
}

const softwareRemedies: Readonly<Partial<Record<AttributeCode, string>>> = {
  'lps-nom': 'Renseignez LPS_Nom par le nom du logiciel, celui que le produit affiche (EX_GEN-1180).',
  'lps-version': 'Renseignez LPS_Version par la version du logiciel, celle que le produit affiche (EX_GEN-1180).',
  'lps-homologation':
    'Renseignez LPS_ID_HOMOLOGATION_DMP par le numéro d’homologation DMP que le CNDA a donné au logiciel.',
};

function software(code: AttributeCode, name: string, value: string | undefined): AttributeForm {
  return {
    code,
    names: [name],
    expected: value ?? anything,
    accepts: (found) => (value === undefined ? found !== '' : found === value),
    remedy: softwareRemedies[code] ?? '',
  };
}

function isSector(value: string): boolean {
  const [code = '', oid = '', ...more] = value.split('^');
  return more.length === 0 && holds(facilityType, code, oid);
}

/** Profiles of the ROR: those of the ANS generator; the list may hold others (facts, VIHF §2.3). */
export const rorProfiles = { codes: ['CU19', 'CU20', 'CU22', 'CU23'], codeSystem: '1.2.250.1.213.1.6.1.66' } as const;

/** TRE_R248: its own OID, and the one that samples keep (facts, DMP §3). */
export const accessSystems: readonly string[] = ['1.2.250.1.213.1.1.4.248', '1.2.250.1.213.1.1.4.336'];

/** The attributes whose value is coded, `code (codeSystem)` as it is shown, roles apart. */
export function codedAttributes(access: string): AttributeForm[] {
  const { codes, codeSystem } = rorProfiles;
  const holdsOne = (all: readonly string[], systems: readonly string[]) => (value: string) =>
    all.some((code) => systems.some((system) => value === `${code} (${system})`));
  return [
    {
      code: 'acces',
      names: [purposeName],
      coded: 'PurposeOfUse',
      expected: `${access} (${accessSystems.join(' ou ')})`,
      accepts: holdsOne([access], accessSystems),
      remedy: `Écrivez un seul PurposeOfUse (urn:hl7-org:v3) dans l’attribut ${purposeName}, de code normal, bris_de_glace ou centre_15 selon l’accès que l’utilisateur a choisi, et de codeSystem ${accessSystems[0]}.`,
    },
    {
      code: 'profil-utilisateur',
      names: ['Profil_Utilisateur'],
      coded: 'Profil_Utilisateur',
      expected: `un profil du ROR (${codes.join(', ')}) de ${codeSystem}`,
      accepts: holdsOne(codes, [codeSystem]),
      remedy: `Ajoutez l’attribut Profil_Utilisateur, d’une valeur codée : le cas d’usage (${codes.join(', ')}) et le codeSystem ${codeSystem}.`,
    },
    {
      code: 'vihf-profil',
      names: ['VIHF_Profil'],
      coded: 'VIHF_Profil',
      expected: 'profil_referentiel (1.2.250.1.213.1.1.4.312)',
      accepts: holdsOne(['profil_referentiel'], ['1.2.250.1.213.1.1.4.312']),
      remedy:
        'Ajoutez l’attribut VIHF_Profil, de code profil_referentiel et de codeSystem 1.2.250.1.213.1.1.4.312 (accès à un référentiel).',
    },
  ];
}
