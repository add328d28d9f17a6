import type { Attribut, Statut } from '../contract/index.ts';
import type { DefectSet } from './defects.ts';
import { startOfList, toComparable, toInsiText } from './lexicon.ts';
import { complementaryTraits, type Patient, requiredTraits, strictTraits, type Traits, type User } from './model.ts';

const creationDefects = {
  nomNaissance: 'creation-sans-nom',
  prenom: 'creation-sans-prenom',
  sexe: 'creation-sans-sexe',
  dateNaissance: 'creation-sans-date',
  lieuNaissance: 'creation-sans-lieu',
} as const;

/** Strict traits that a creation lacks (INS/va1.21, règle 5). */
export function missingAtCreation(traits: Traits, planted: DefectSet): string[] {
  const missing: string[] = requiredTraits.filter(
    (name) => traits[name] === null && !planted.has(creationDefects[name]),
  );
  if (planted.has('creation-exige-telephone') && traits.telephone === null) missing.push('telephone');
  if (planted.has('creation-prenoms-exiges') && traits.prenoms === null) missing.push('prenoms');
  return missing;
}

/** Status once an identity document was checked (RNIV; INS/va1.54). */
export function statusAfterDocument(statut: Statut, planted: DefectSet): Statut {
  if (statut === 'PROV') {
    if (planted.has('validation-sans-effet')) return 'PROV';
    return planted.has('validation-directe-qual') ? 'QUAL' : 'VALI';
  }
  if (statut === 'RECUP') return planted.has('validation-recup-sans-effet') ? 'RECUP' : 'QUAL';
  return statut;
}

/** Status once an INSi answer was accepted (RNIV; INS/va1.54). */
export function statusAfterInsi(statut: Statut, planted: DefectSet): Statut {
  if (statut === 'PROV') {
    if (planted.has('acceptation-statut-recup-absent')) return 'PROV';
    return planted.has('acceptation-prov-vers-qual') ? 'QUAL' : 'RECUP';
  }
  if (statut === 'VALI') return planted.has('acceptation-statut-qual-absent') ? 'VALI' : 'QUAL';
  return statut;
}

/** Status once a strict trait was changed by hand (INS/va1.60). */
export function statusAfterStrictChange(statut: Statut, planted: DefectSet): Statut {
  if (statut === 'RECUP') return planted.has('super-recup-garde-statut') ? 'RECUP' : 'PROV';
  if (statut === 'QUAL') {
    if (planted.has('super-qual-garde-statut')) return 'QUAL';
    return planted.has('super-qual-vers-prov') ? 'PROV' : 'VALI';
  }
  return statut;
}

/** True when the status locks the strict traits (INS/va1.18, règle 26). */
export function isLockingStatus(statut: Statut): boolean {
  return statut === 'RECUP' || statut === 'QUAL';
}

// The matricule and its OID only ever come from INSi (EXI REC 08): no user types them, whatever the status.
const insFields = ['matricule', 'oid'];

/** Fields that the user may not change, whatever the screen shows. */
export function lockedFields(patient: Patient, user: User, planted: DefectSet): string[] {
  if (!isLockingStatus(patient.statut)) return insFields;
  const complementary = planted.has('complementaires-verrouilles') ? complementaryTraits : [];
  if (planted.has(patient.statut === 'RECUP' ? 'verrou-recup-absent' : 'verrou-qual-absent')) return [...complementary];
  const free = user.superUser && !planted.has('super-verrouille');
  return [...(free ? [] : strictTraits), ...complementary, ...insFields];
}

/** Fields that the screen shows as locked (INS/va1.47). */
export function shownAsLocked(patient: Patient, user: User, planted: DefectSet): string[] {
  const locked = lockedFields(patient, user, planted);
  if (!isLockingStatus(patient.statut)) return locked;
  if (planted.has(patient.statut === 'RECUP' ? 'verrou-recup-non-marque' : 'verrou-qual-non-marque')) return [];
  return planted.has('verrou-matricule-non-marque') ? locked.filter((name) => !insFields.includes(name)) : locked;
}

/** The attribute that blocks the INSi call, where there is one (INS/va1.20, règle 25). */
export function blockingAttribute(patient: Patient, planted: DefectSet): Attribut | null {
  const { attributs } = patient;
  if (attributs.includes('douteuse') && !planted.has('douteuse-appel-permis')) return 'douteuse';
  if (attributs.includes('fictive') && !planted.has('fictive-appel-permis')) return 'fictive';
  if (attributs.includes('homonyme') && planted.has('homonyme-appel-bloque')) return 'homonyme';
  return null;
}

/** Permanent alerts of a file: the first name must start the list (EXI ID 10, INS/va1.51). */
export function permanentAlerts(patient: Patient, planted: DefectSet): string[] {
  const { prenom, prenoms } = patient.traits;
  const coherent = prenom === null || prenoms === null || startOfList(prenom, toInsiText(prenoms)) !== null;
  if (coherent || planted.has('alerte-prenom-fiche-absente')) return [];
  return [
    `Prénom incohérent : le premier prénom « ${prenom} » n’est pas en tête de la liste des prénoms « ${prenoms} ». À vérifier sur un justificatif d’identité.`,
  ];
}

/** True when two values of a trait differ once written the INSi way. */
export function differs(local: string | null, other: string | null): boolean {
  return toComparable(local ?? '') !== toComparable(other ?? '');
}
