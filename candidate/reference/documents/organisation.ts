import { X509Certificate } from 'node:crypto';
import type { User } from '../model.ts';
import type { Services } from '../services.ts';
import { newOid } from './identifiers.ts';

/** A coded value. */
export interface Code {
  code: string;
  codeSystem: string;
  displayName: string;
}

/** The physician who answers for what the practice shares; invented, as all of this practice. */
export const physician = {
  /** PS_IdNat: 8 and a test RPPS (facts, DMP §3). */
  id: '899900000017',
  family: 'TÉMOIN',
  given: 'Alix',
  /** JDV_J01. */
  speciality: {
    code: 'G15_10/SM26',
    codeSystem: '1.2.250.1.213.1.1.4.5',
    displayName: 'Médecin - Qualifié en Médecine Générale (SM)',
  },
} as const;

/** A professional of the structure, as the national services know him. */
export interface Professional {
  /** PS_IdNat. */
  id: string;
  family: string;
  given: string;
  /** TRE_R01: what a VIHF says of a physician's speciality. */
  expertise: { code: string; displayName: string };
  /** True when Pro Santé Connect vouches for him. */
  connected?: true;
}

/** The author of the documents, in whose name they are fed, whoever presses the button. */
export const answering: Professional = {
  id: physician.id,
  family: physician.family,
  given: physician.given,
  expertise: { code: 'SM26', displayName: 'Qualifié en médecine générale (SM)' },
};

/** Who consults the DMP in his own name, by profile: each bears his own national identifier (DMP/AIRS.06). */
const professionals: Readonly<Partial<Record<User['profil'], Professional>>> = {
  ordinaire: answering,
  autre_praticien: {
    id: '899900000041',
    family: 'SECOND',
    given: 'Camille',
    expertise: { code: 'SM04', displayName: 'Cardiologie et maladies vasculaires (SM)' },
  },
};

// Pro Santé Connect gives codes alone (TRE_R38); the VIHF wants their words too.
const expertises: Readonly<Record<string, string>> = {
  SM04: 'Cardiologie et maladies vasculaires (SM)',
  SM26: 'Qualifié en médecine générale (SM)',
  SM53: 'Spécialiste en médecine générale (SM)',
  SM54: 'Médecine générale (SM)',
};

/**
 * The professional that a user is: what Pro Santé Connect says of him, when he came by it (DMP/PSC.01; facts, VIHF §2.6).
 * Undefined for who is none.
 */
export function professionalOf({ profil, psc, professional }: User): Professional | undefined {
  if (psc === undefined) return professional ?? professionals[profil];
  const { id, family, given, speciality } = psc.professional;
  const code = speciality ?? answering.expertise.code;
  return { id, family, given, expertise: { code, displayName: expertises[code] ?? code }, connected: true };
}

/** Billing number of the practice (AM); invented. */
export const billingId = '630000018';

/** True for the physician himself: nobody else signs in his name, nor says to the DMP that he is there. */
export function isPhysician({ profil }: User): boolean {
  return profil === 'ordinaire';
}

/** OID of the professionals' and of the structures' national identifiers. */
export const nationalIds = { professional: '1.2.250.1.71.4.2.1', structure: '1.2.250.1.71.4.2.2' } as const;

/** What a place of care says of itself in its documents. */
interface Site {
  name: string;
  /** Sector of activity (JDV_J02). */
  facility: Code;
  /** Activity that its documents come from (JDV_J59): a hospital’s is that of its stays. */
  activity: Code;
  /** Setting of the practice (JDV_J04). */
  setting: Code;
  /** Kind of encounter (JDV_J142). */
  encounter: Code;
  /** What the physician is there, as the letterhead says it. */
  exercise: string;
}

const sectors = '1.2.250.1.71.4.2.4';
const settings = '1.2.250.1.213.1.1.4.9';
const encounters = '2.16.840.1.113883.5.4';

const soloPractice: Code = { code: 'SA07', codeSystem: sectors, displayName: 'Cabinet individuel' };
const laboratory: Code = { code: 'SA25', codeSystem: sectors, displayName: 'Laboratoire de biologie médicale' };

/** A practice of one physician. */
const practice: Site = {
  name: 'CABINET TÉMOIN (TEST)',
  facility: soloPractice,
  activity: soloPractice,
  setting: { code: 'AMBULATOIRE', codeSystem: settings, displayName: 'Ambulatoire' },
  encounter: { code: 'AMB', codeSystem: encounters, displayName: 'Ambulatoire (hors établissement)' },
  exercise: 'médecin généraliste',
};

/** The places of the lanes that are not a practice. */
const sites: Readonly<Record<string, Site>> = {
  'HOP-DPI': {
    name: 'HÔPITAL TÉMOIN (TEST)',
    facility: { code: 'SA01', codeSystem: sectors, displayName: 'Etablissement public de santé' },
    activity: { code: '03', codeSystem: '1.2.250.1.213.2.2', displayName: 'Hospitalisation' },
    setting: { code: 'ETABLISSEMENT', codeSystem: settings, displayName: 'Etablissement de santé' },
    encounter: { code: 'IMP', codeSystem: encounters, displayName: 'Hospitalisation' },
    exercise: 'médecin',
  },
  'RAD-RIS': { ...practice, name: 'CABINET D’IMAGERIE TÉMOIN (TEST)', exercise: 'médecin radiologue' },
  'BIO-SGL': {
    ...practice,
    name: 'LABORATOIRE TÉMOIN (TEST)',
    facility: laboratory,
    activity: laboratory,
    exercise: 'biologiste médical',
  },
};

/** What one installation of the software is known by. */
export interface Organisation extends Site {
  /** Struct_IdNat: 1 and the FINESS. */
  id: string;
  /** OID of the installation: sourceId of its submissions (EX_GEN-1350: unique to it). */
  installation: string;
  /** OID of its local patient identifiers. */
  patientIds: string;
}

/** Software, as the VIHF and the archives name it (EX_GEN-1180). */
export const software = { name: 'CABINET-TEMOIN', version: '1.4.0', homologation: 'TEST-DMP-0000' } as const;

/**
 * The practice. Its identifier is the one of its certificate, where it has one: the DMP refuses a document whose
 * authorInstitution is not the structure that signs (facts, DMP §7).
 */
export function organisationOf(services: Services, couloir = ''): Organisation {
  const installation = newOid();
  const id = unitOf(services.dmp?.sign.cert) ?? '1630000018';
  return { ...(sites[couloir] ?? practice), id, installation, patientIds: `${installation}.1` };
}

function unitOf(pem: string | undefined): string | undefined {
  if (pem === undefined) return undefined;
  const units = new X509Certificate(pem).toLegacyObject().subject.OU;
  return Array.isArray(units) ? units[0] : units;
}
