import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { holds, subjectRole } from '../value-sets/index.ts';
import { attributePath, type CodedValue, codedValues, roleName, showCoded, type Vihf } from './assertion.ts';

/** TRE_G15: professions; TRE_G16: the same in training. */
const professions = '1.2.250.1.71.1.2.7';
const inTraining = '1.2.250.1.71.1.2.8';
/** TRE_R01: specialties (SM) and skills; TRE_G05: sections of the order of pharmacists. */
const specialties = '1.2.250.1.71.4.2.5';
const sections = '1.2.250.1.71.4.2.6';

/** What a profession gives as its second role (facts, VIHF §2.3; dentists: JDV_J65 lists their specialties, inferred). */
const seconds: Readonly<Record<string, { system: string; mandatory: boolean }>> = {
  '10': { system: specialties, mandatory: true },
  '21': { system: sections, mandatory: true },
  '40': { system: specialties, mandatory: false },
};

/** Judges the one or two roles of a VIHF: profession, then specialty (VIHF-06). */
export function roleFindings(vihf: Vihf, expected: readonly string[] | undefined): Finding[] {
  const found = codedValues(vihf, roleName, 'Role');
  const where = vihf.at(`/${attributePath(roleName)}`);
  return [...known(where, found), ...ordered(where, found), ...agreed(where, found, expected)];
}

// TRE_G16 codes the same professions, in training: the published list has them in a comment (facts, DMP §3).
function isRole({ code, codeSystem }: CodedValue): boolean {
  const system = codeSystem ?? '';
  return holds(subjectRole, code ?? '', system === inTraining ? professions : system);
}

function known(where: string, found: CodedValue[]): Finding[] {
  const right = found.length >= 1 && found.length <= 2 && found.every((role) => isRole(role) && role.displayName);
  return unless(right, {
    code: 'roles',
    where,
    expected: 'un ou deux rôles de JDV_J65, avec leurs libellés',
    got: found.map(showCoded),
    message: 'Les rôles du VIHF ne sont pas ceux de JDV_J65.',
    remedy: `Écrivez dans l’attribut ${roleName} un élément Role (urn:hl7-org:v3) par AttributeValue : la profession (codeSystem ${professions}), puis la spécialité s’il y en a une, chacune avec son code de JDV_J65 et son displayName.`,
  });
}

function ordered(where: string, found: CodedValue[]): Finding[] {
  const [first, second] = found;
  const isSecond = (role: CodedValue | undefined): boolean => [specialties, sections].includes(role?.codeSystem ?? '');
  const rule = first?.codeSystem === professions ? seconds[first.code ?? ''] : undefined;
  const missing = rule?.mandatory === true && second?.codeSystem !== rule.system;
  const unused = first?.codeSystem === professions && rule === undefined && isSecond(second);
  return [
    ...unless(first === undefined || !isRole(first) || !isSecond(first), {
      code: 'ordre-des-roles',
      where,
      expected: 'la profession, puis la spécialité',
      got: found.map(showCoded),
      message: 'Le premier rôle du VIHF est une spécialité : la profession vient d’abord.',
      remedy: 'Écrivez la profession dans le premier AttributeValue et la spécialité dans le second.',
    }),
    ...unless(!missing, {
      code: 'specialite',
      where,
      expected: `la profession puis la spécialité (codeSystem ${rule?.system ?? ''})`,
      got: found.map(showCoded),
      message: 'Aucune spécialité dans le VIHF : elle est obligatoire pour les médecins et les pharmaciens.',
      remedy:
        'Ajoutez un second Role : pour un médecin sa spécialité de TRE_R01, pour un pharmacien la section de l’ordre de TRE_G05, lues dans l’annuaire, sur la carte ou dans Pro Santé Connect (codeSavoirFaire de la situation d’exercice).',
    }),
    ...unless(!unused, {
      code: 'specialite-inattendue',
      severity: 'avertissement',
      where,
      expected: 'la profession seule',
      got: found.map(showCoded),
      message: 'Cette profession n’a pas de spécialité dans le VIHF.',
      remedy: 'N’écrivez de second rôle que pour les professions qui en ont un (médecin, pharmacien).',
    }),
  ];
}

function agreed(where: string, found: CodedValue[], expected: readonly string[] | undefined): Finding[] {
  const codes = found.map(({ code }) => code);
  return unless(expected === undefined || codes.join() === expected.join(), {
    code: 'roles-attendus',
    where,
    expected,
    got: codes,
    message: 'Les rôles du VIHF ne sont pas ceux du professionnel connecté.',
    remedy:
      'Prenez les rôles de la situation d’exercice que l’utilisateur connecté a choisie, et non d’un réglage du poste ou d’un autre utilisateur.',
  });
}
