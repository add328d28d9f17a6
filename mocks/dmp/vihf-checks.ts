import type { SignatureVerification } from '../../core/index.ts';
import { facilityType, holds, subjectRole } from '../../rules/value-sets/index.ts';
import { type Signer, sameName, valuesIn } from '../pki/index.ts';
import type { DmpFault, DmpFaultCode } from './faults.ts';
import { professions, professionsInTraining, professionsRequiringSpeciality, purposeCodes } from './rights.ts';
import { isAir, modeOf, singleValue, type Vihf, vihfNames } from './vihf.ts';

/** What a VIHF is judged against. */
export interface VihfContext {
  /** Milliseconds since the epoch. */
  now: number;
  /** Absent when signatures are not judged. */
  signature?: SignatureVerification;
  /** Who signed, when the signature holds. */
  signer?: Signer;
  /** Subject of the TLS client certificate; absent where no bench serves the handlers. */
  tlsSubject?: string;
}

interface Check {
  fault: DmpFaultCode;
  /** What is wrong; undefined when nothing is. */
  finds(vihf: Vihf, context: VihfContext): string | undefined;
}

const minute = 60_000;
/** In AIR the token lives 30 s (EX_AIR-040). */
const airLife = 30_000;
/** How far in the future an instant may be: what WSS4J, under the CXF of the real service, takes (inferred). */
const skew = minute;

const ncName = /^[\p{L}_][\p{L}\p{N}._-]*$/u;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;
const structureId = /^(?:0|1|2|3|4)?[0-9A-Z]{6,20}$/;
/** PS_IdNat: RPPS, ADELI, or an identifier of the structure's own behind its Struct_IdNat (facts, DMP §3; VIHF §2.2). */
const psIdNat = /^[0134568][0-9A-Z]{5,}(?:\/.+)?$/;
const classPrefix = 'urn:oasis:names:tc:SAML:2.0:ac:classes:';

/** Attributes that must be there once, and what they may hold (facts, DMP §3). */
const values: ReadonlyArray<{ name: string; admits: Pick<RegExp, 'test'>; when?: (vihf: Vihf) => boolean }> = [
  // Samples and kits say 3.0, the ANS mapping of 2026 says 4.0.
  { name: 'VIHF_Version', admits: /^[34]\.0$/ },
  { name: vihfNames.mode, admits: /^(?:DIRECTE|INDIRECTE|INDIRECTE_RENFORCEE)$/ },
  { name: vihfNames.structure, admits: structureId },
  // JDV_J61 is a restriction of JDV_J02.
  { name: 'Secteur_Activite', admits: { test: isSector } },
  { name: 'Ressource_URN', admits: /^urn:dmp$/ },
  { name: 'LPS_Nom', admits: /./ },
  { name: 'LPS_ID_HOMOLOGATION_DMP', admits: /./ },
  { name: vihfNames.subject, admits: /./, when: (vihf) => modeOf(vihf) !== 'DIRECTE' },
];

// The form before the signature, or a VIHF of another version would be told of its signature only.
const checks: readonly Check[] = [
  { fault: 'vihf_forme', finds: formDefect },
  { fault: 'vihf_signature', finds: (_, { signature }) => (signature?.ok === false ? signature.reason : undefined) },
  { fault: 'certificat_vihf', finds: (_, { signer }) => signer?.refusal },
  { fault: 'vihf_emetteur', finds: issuerDefect },
  { fault: 'vihf_attribut', finds: attributeDefect },
  { fault: 'vihf_role', finds: roleDefect },
  { fault: 'specialite', finds: specialityDefect },
  { fault: 'personne_morale', finds: structureDefect },
  { fault: 'vihf_porteur', finds: holderDefect },
  { fault: 'ps_structure', finds: linkDefect },
  { fault: 'vihf_perime', finds: lifeDefect },
  { fault: 'bris_de_glace_sans_raison', finds: reasonDefect },
];

/** The fault that a VIHF deserves, or undefined. */
export function vihfRefusal(vihf: Vihf, context: VihfContext): DmpFault | undefined {
  for (const { fault, finds } of checks) {
    const detail = finds(vihf, context);
    if (detail !== undefined) return { fault, detail };
  }
  return undefined;
}

function formDefect(vihf: Vihf): string | undefined {
  const defects: ReadonlyArray<[boolean, string]> = [
    [vihf.version !== '2.0', 'l’attribut Version n’est pas 2.0'],
    [!ncName.test(vihf.id), 'l’attribut ID n’est pas un nom XML'],
    [!isInstant(vihf.issueInstant), 'IssueInstant n’est pas une date-heure UTC'],
    [vihf.issuerFormat !== issuerFormat, `le format d’Issuer n’est pas ${issuerFormat}`],
    [!psIdNat.test(vihf.nameId), `Subject/NameID « ${vihf.nameId} » n’est pas un PS_IdNat`],
    [!isInstant(vihf.authnInstant), 'AuthnInstant n’est pas une date-heure UTC'],
    [!vihf.authnContextClassRef.startsWith(classPrefix), 'AuthnContextClassRef n’est pas une classe SAML 2.0'],
    [isAir(vihf) && vihf.authnContextDecl === '', 'AuthnContextDecl est absent (EX_AIR-050)'],
  ];
  return defects.find(([wrong]) => wrong)?.[1];
}

const issuerFormat = 'urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName';

function issuerDefect({ issuer }: Vihf, { signer }: VihfContext): string | undefined {
  if (signer === undefined || sameName(issuer, signer.subject)) return undefined;
  return `« ${issuer} » au lieu de « ${signer.subject} »`;
}

function attributeDefect(vihf: Vihf): string | undefined {
  for (const { name, admits, when } of values) {
    if (when !== undefined && !when(vihf)) continue;
    const found = vihf.attributes.get(name) ?? [];
    if (found.length !== 1) return `${name} figure ${found.length} fois`;
    if (!admits.test(found[0] ?? '')) return `${name} vaut « ${found[0]} »`;
  }
  const [purpose, other] = vihf.purposes;
  if (purpose === undefined || other !== undefined) return `il faut un ${vihfNames.purpose}`;
  return purpose.code in purposeCodes ? secretDefect(vihf) : `le mode d’accès « ${purpose.code} » n’existe pas`;
}

// Secret connection of a minor: one value exists (JDV_J64; facts, DMP §3).
const secretConnection = 'INVISIBLE_REPRESENTANTS_LEGAUX^1.2.250.1.213.1.1.4.13';

function secretDefect({ attributes }: Vihf): string | undefined {
  const [value = '', ...others] = attributes.get(vihfNames.confidentiality) ?? [secretConnection];
  const right = others.length === 0 && value === secretConnection;
  return right ? undefined : `${vihfNames.confidentiality} vaut « ${[value, ...others].join(' ')} »`;
}

function roleDefect({ roles }: Vihf): string | undefined {
  if (roles.length === 0 || roles.length > 2) return `il faut un ou deux rôles, il y en a ${roles.length}`;
  const unnamed = roles.find(({ code, codeSystem, displayName }) => [code, codeSystem, displayName].includes(''));
  if (unnamed !== undefined) return 'un rôle n’a pas de code, de codeSystem ou de displayName';
  const unknown = roles.find((role) => !isRole(role));
  return unknown && `« ${unknown.code} » (${unknown.codeSystem}) n’est pas de ${subjectRole.source}`;
}

// TRE_G16 codes the same professions, in training: the published list leaves it out (facts, DMP §3).
function isRole({ code, codeSystem }: Vihf['roles'][number]): boolean {
  return holds(subjectRole, code, codeSystem === professionsInTraining ? professions : codeSystem);
}

function isSector(value: string): boolean {
  const [code = '', system = '', ...more] = value.split('^');
  return more.length === 0 && holds(facilityType, code, system);
}

function specialityDefect({ roles }: Vihf): string | undefined {
  const [profession, speciality] = roles;
  const wanted = professionsRequiringSpeciality.get(profession?.code ?? '');
  const missing = wanted !== undefined && speciality?.codeSystem !== wanted;
  return missing ? `profession ${profession?.code}` : undefined;
}

/** Indirect modes: the structure is that of the certificates (facts, DMP §3). */
function structureDefect(vihf: Vihf, { signer, tlsSubject }: VihfContext): string | undefined {
  if (modeOf(vihf) === 'DIRECTE') return undefined;
  const structure = singleValue(vihf, vihfNames.structure);
  const subjects = [signer?.subject, tlsSubject].filter((subject) => subject !== undefined);
  const other = subjects.find((subject) => !valuesIn(subject, 'OU').includes(structure));
  return other === undefined ? undefined : `Identifiant_Structure ${structure}, certificat « ${other} »`;
}

/**
 * Direct mode: a structure « RPPS-rang » (4, the RPPS, the rank) is of the professional whose card it is (facts, DMP §3: the
 * structure is the one read on the card; other kinds are judged where the professional was declared).
 */
function linkDefect(vihf: Vihf): string | undefined {
  if (modeOf(vihf) !== 'DIRECTE') return undefined;
  const [, rpps] = /^4(\d{11})\d+$/.exec(singleValue(vihf, vihfNames.structure)) ?? [];
  return rpps === undefined || vihf.nameId === `8${rpps}` ? undefined : `PS ${vihf.nameId}, structure du RPPS ${rpps}`;
}

/** Direct mode: the holder of the card (facts, VIHF §2.4: NameID is its CN). */
function holderDefect(vihf: Vihf, { signer, tlsSubject }: VihfContext): string | undefined {
  if (modeOf(vihf) !== 'DIRECTE') return undefined;
  const subjects = [signer?.subject, tlsSubject].filter((subject) => subject !== undefined);
  const other = subjects.find((subject) => !valuesIn(subject, 'CN').includes(vihf.nameId));
  return other === undefined ? undefined : `NameID ${vihf.nameId}, carte « ${other} »`;
}

// Age and replay are refused in AIR alone; other modes are warned of them (facts, DMP §3).
function lifeDefect(vihf: Vihf, { now }: VihfContext): string | undefined {
  const age = now - Date.parse(vihf.issueInstant);
  if (age < -skew) return `IssueInstant ${vihf.issueInstant} est dans le futur`;
  if (vihf.notBefore !== '' && !(Date.parse(vihf.notBefore) <= now + skew)) return `NotBefore ${vihf.notBefore}`;
  if (vihf.notOnOrAfter !== '' && !(Date.parse(vihf.notOnOrAfter) > now)) return `NotOnOrAfter ${vihf.notOnOrAfter}`;
  return isAir(vihf) && age > airLife ? 'un jeton AIR vit 30 secondes (EX_AIR-040)' : undefined;
}

// A physician who breaks the glass says why (facts, DMP §8, 4; the name of the attribute is inferred).
function reasonDefect(vihf: Vihf): string | undefined {
  const breaks = vihf.purposes[0]?.code === 'bris_de_glace';
  return breaks && singleValue(vihf, vihfNames.reason) === '' ? '' : undefined;
}

function isInstant(text: string): boolean {
  return instant.test(text) && !Number.isNaN(Date.parse(text));
}
