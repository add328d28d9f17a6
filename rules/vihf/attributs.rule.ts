import { z } from 'zod';
import { type Finding, textsAt } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { facilityType, holds, subjectRole } from '../value-sets/index.ts';
import { attributePath, attributeTexts, codedValues, eachVihf, ns, type Vihf, vihfText } from './assertion.ts';

const role = 'urn:oasis:names:tc:xacml:2.0:subject:role';
const purpose = 'urn:oasis:names:tc:xspa:1.0:subject:purposeofuse';
const subjectId = 'urn:oasis:names:tc:xspa:1.0:subject:subject-id';
const confidentialityCode = 'urn:oasis:names:tc:xspa:1.0:resource:patient:hl7:confidentiality-code';
/** TRE_G15: professions. A physician and a pharmacist also give their specialty or section. */
const professions = '1.2.250.1.71.1.2.7';
const specialised = ['10', '21'];

const parametersSchema = z.object({
  structure: z.string().optional(),
  secteur: z.string().optional(),
  /** Codes of the roles, in order. */
  roles: z.array(z.string()).optional(),
  mode: z.enum(['DIRECTE', 'INDIRECTE', 'INDIRECTE_RENFORCEE']).optional(),
  acces: z.enum(['normal', 'bris_de_glace', 'centre_15']).default('normal'),
  versions: z.array(z.string()).default(['3.0', '4.0']),
  lps: z.object({ nom: z.string(), version: z.string(), homologation: z.string() }).partial().default({}),
});
type Parameters = z.infer<typeof parametersSchema>;

export const attributs = defineRule({
  id: 'vihf.attributs',
  version: '1',
  title: 'Le VIHF porte chaque attribut obligatoire, dans son jeu de valeurs',
  source:
    'VIHF-05 à VIHF-10 ; faits DMP §3 et VIHF §2.3 (documenté) ; JDV_J65, JDV_J61 (restriction de J02), TRE_R248 ; ' +
    'Authentification_mode et Authentification_Mode se rencontrent tous deux ; VIHF 3.0 (exemples) et 4.0 (IG ANS 2026)',
  appliesTo: 'echanges',
  parameters: parametersSchema,
  check: (inputs, parameters) =>
    eachVihf(inputs, (vihf) => [
      ...texts(vihf, parameters),
      ...roles(vihf, parameters),
      ...access(vihf, parameters),
      ...authentication(vihf),
      ...software(vihf, parameters),
    ]),
});

interface Expectation {
  code: string;
  names: string[];
  expected: string;
  accepts: (value: string) => boolean;
}

// Once, and with a value that is accepted.
function one(vihf: Vihf, { code, names, expected, accepts }: Expectation): Finding[] {
  const values = attributeTexts(vihf, ...names);
  return unless(values.length === 1 && accepts(values[0] ?? ''), {
    code,
    where: vihf.at(`/${attributePath(names[0] ?? '')}`),
    expected,
    got: values,
    message: `L’attribut ${names[0]} du VIHF manque, est répété ou n’a pas une valeur admise.`,
  });
}

function texts(vihf: Vihf, { structure, secteur, mode, versions }: Parameters): Finding[] {
  const modes = mode === undefined ? ['DIRECTE', 'INDIRECTE', 'INDIRECTE_RENFORCEE'] : [mode];
  return [
    ...one(vihf, {
      code: 'structure',
      names: ['Identifiant_Structure'],
      expected: structure ?? 'un Struct_IdNat',
      accepts: (value) => (structure === undefined ? /^[0-9A-Z]{9,}$/.test(value) : value === structure),
    }),
    ...one(vihf, {
      code: 'secteur',
      names: ['Secteur_Activite'],
      expected: secteur ?? 'un code de JDV_J61 et son OID (SA07^1.2.250.1.71.4.2.4)',
      accepts: (value) => (secteur === undefined ? isSector(value) : value === secteur),
    }),
    ...one(vihf, {
      code: 'vihf-version',
      names: ['VIHF_Version'],
      expected: versions.join(' ou '),
      accepts: (value) => versions.includes(value),
    }),
    ...one(vihf, {
      code: 'mode',
      names: ['Authentification_Mode', 'Authentification_mode'],
      expected: modes.join(' ou '),
      accepts: (value) => (modes as string[]).includes(value),
    }),
    ...one(vihf, {
      code: 'ressource',
      names: ['Ressource_URN'],
      expected: 'urn:dmp',
      accepts: (value) => value === 'urn:dmp',
    }),
  ];
}

function isSector(value: string): boolean {
  const [code = '', oid = '', ...more] = value.split('^');
  return more.length === 0 && holds(facilityType, code, oid);
}

function roles(vihf: Vihf, { roles: expected }: Parameters): Finding[] {
  const found = codedValues(vihf, role, 'Role');
  const where = vihf.at(`/${attributePath(role)}`);
  const codes = found.map(({ code }) => code);
  const known = found.every(({ code, codeSystem }) => holds(subjectRole, code ?? '', codeSystem ?? ''));
  const [profession, specialty] = found;
  const needsSpecialty = profession?.codeSystem === professions && specialised.includes(profession.code ?? '');
  return [
    ...unless(known && found.length >= 1 && found.length <= 2 && found.every(({ displayName }) => displayName), {
      code: 'roles',
      where,
      expected: 'un ou deux rôles de JDV_J65, avec leurs libellés',
      got: found.map(({ code, codeSystem }) => `${code ?? ''} (${codeSystem ?? ''})`),
      message: 'Les rôles du VIHF ne sont pas ceux de JDV_J65.',
    }),
    ...unless(!needsSpecialty || specialty !== undefined, {
      code: 'specialite',
      where,
      expected: 'la profession puis la spécialité',
      got: codes,
      message: 'Aucune spécialité dans le VIHF : elle est obligatoire pour les médecins et les pharmaciens.',
    }),
    ...unless(expected === undefined || codes.join() === expected.join(), {
      code: 'roles-attendus',
      where,
      expected,
      got: codes,
      message: 'Les rôles du VIHF ne sont pas ceux du professionnel connecté.',
    }),
  ];
}

function access(vihf: Vihf, { acces }: Parameters): Finding[] {
  const found = codedValues(vihf, purpose, 'PurposeOfUse');
  const secret = attributeTexts(vihf, confidentialityCode);
  return [
    ...unless(found.length === 1 && found[0]?.code === acces && (found[0].codeSystem ?? '') !== '', {
      code: 'acces',
      where: vihf.at(`/${attributePath(purpose)}`),
      expected: acces,
      got: found.map(({ code }) => code ?? ''),
      message: 'Le mode d’accès du VIHF n’est pas celui attendu.',
    }),
    // JDV_J64 holds one code: the secret connection of a minor.
    ...unless(
      secret.every((value) => value === 'INVISIBLE_REPRESENTANTS_LEGAUX^1.2.250.1.213.1.1.4.13'),
      {
        code: 'connexion-secrete',
        where: vihf.at(`/${attributePath(confidentialityCode)}`),
        expected: 'INVISIBLE_REPRESENTANTS_LEGAUX^1.2.250.1.213.1.1.4.13 ou rien',
        got: secret,
        message: 'La restriction d’audience du VIHF n’est pas de JDV_J64.',
      },
    ),
  ];
}

function authentication(vihf: Vihf): Finding[] {
  const [mode = ''] = attributeTexts(vihf, 'Authentification_Mode', 'Authentification_mode');
  const context = 'saml:AuthnStatement/saml:AuthnContext';
  const declared = textsAt(vihf.element, `${context}/saml:AuthnContextDecl`, ns);
  const reference = vihfText(vihf, `${context}/saml:AuthnContextClassRef`) ?? '';
  const audience = textsAt(vihf.element, 'saml:Conditions/saml:AudienceRestriction', ns);
  return [
    ...unless(reference.startsWith('urn:oasis:names:tc:SAML:2.0:ac:classes:'), {
      code: 'contexte',
      where: vihf.at(`/${context}/saml:AuthnContextClassRef`),
      expected: 'une classe SAML 2.0 d’authentification',
      got: reference,
      message: 'Le VIHF ne dit pas comment le professionnel s’est authentifié.',
    }),
    ...unless((mode === 'INDIRECTE_RENFORCEE') === declared.length > 0, {
      code: 'contexte-air',
      where: vihf.at(`/${context}/saml:AuthnContextDecl`),
      expected: mode === 'INDIRECTE_RENFORCEE' ? 'la méthode primaire' : 'absent hors du mode AIR',
      got: declared,
      message: 'AuthnContextDecl est attendu en mode AIR, et là seulement.',
    }),
    ...unless(audience.length === 0, {
      code: 'audience',
      where: vihf.at('/saml:Conditions/saml:AudienceRestriction'),
      expected: 'absent',
      got: audience,
      message: 'AudienceRestriction ne doit pas être renseigné.',
    }),
    // In direct mode the two samples have none: the card says who signs.
    ...unless(!mode.startsWith('INDIRECTE') || attributeTexts(vihf, subjectId).some((text) => text !== ''), {
      code: 'nom',
      where: vihf.at(`/${attributePath(subjectId)}`),
      expected: 'NOM Prénom du professionnel',
      got: attributeTexts(vihf, subjectId),
      message: 'En authentification indirecte, le VIHF nomme le professionnel.',
    }),
  ];
}

function software(vihf: Vihf, { lps }: Parameters): Finding[] {
  const attribute = (code: string, name: string, expected: string | undefined): Finding[] =>
    one(vihf, {
      code,
      names: [name],
      expected: expected ?? 'une valeur',
      accepts: (value) => (expected === undefined ? value !== '' : value === expected),
    });
  return [
    ...attribute('lps-nom', 'LPS_Nom', lps.nom),
    ...attribute('lps-version', 'LPS_Version', lps.version),
    ...attribute('lps-homologation', 'LPS_ID_HOMOLOGATION_DMP', lps.homologation),
  ];
}
