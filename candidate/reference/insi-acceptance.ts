import type { DefectSet } from './defects.ts';
import { statusAfterInsi } from './identity-rules.ts';
import { insiFirstName, isFirstNameCoherent } from './insi-comparison.ts';
import type { InsiIdentity, InsiTraits } from './insi-response.ts';
import type { Change } from './journals.ts';
import { controlKey } from './lexicon.ts';
import type { FormerMatricule, Patient, TraitName } from './model.ts';

/**
 * Writes an accepted INSi answer on the identity, exactly as returned (EXI REC 08), and tells what changed.
 *
 * The local first name stays when it does not start the returned list (INS/va1.51).
 */
export function takeOver(patient: Patient, identity: InsiIdentity, planted: DefectSet): Change[] {
  const before = structuredClone(patient);
  takeTraits(patient, identity.traits, planted);
  takeMatricule(patient, identity, planted);
  patient.statut = statusAfterInsi(patient.statut, planted);
  return changesBetween(before, patient);
}

/** Fields whose value differs between two states of an identity. */
export function changesBetween(before: Patient, after: Patient): Change[] {
  const traits = Object.keys(after.traits) as TraitName[];
  return [
    ...traits.map((champ) => ({ champ, ancien: before.traits[champ], nouveau: after.traits[champ] })),
    { champ: 'statut', ancien: before.statut, nouveau: after.statut },
    { champ: 'attributs', ancien: before.attributs.join(' '), nouveau: after.attributs.join(' ') },
    { champ: 'justificatif', ancien: before.justificatif, nouveau: after.justificatif },
    { champ: 'matricule', ancien: before.matricule, nouveau: after.matricule },
    { champ: 'oid', ancien: before.oid, nouveau: after.oid },
    { champ: 'historiqueIns', ancien: formerText(before.historiqueIns), nouveau: formerText(after.historiqueIns) },
  ];
}

/** Former matricules on one line, 15 characters each. */
export function formerText(former: readonly FormerMatricule[]): string {
  return former.map(({ numero, cle }) => numero + cle).join(' ');
}

function takeTraits(patient: Patient, returned: InsiTraits, planted: DefectSet): void {
  if (planted.has('acceptation-traits-non-repris')) return;
  const { traits } = patient;
  if (isFirstNameCoherent(traits, returned) || planted.has('prenom-ecrase')) {
    traits.prenom = insiFirstName(traits, returned) || traits.prenom;
  }
  if (!planted.has('acceptation-prenoms-non-repris')) traits.prenoms = returned.prenoms || traits.prenoms;
  for (const name of ['nomNaissance', 'sexe', 'dateNaissance', 'lieuNaissance'] as const) {
    // Only the birthplace may come empty (règle 12): the local one is then kept.
    traits[name] = returned[name] || traits[name];
  }
}

function takeMatricule(patient: Patient, { actif, historique }: InsiIdentity, planted: DefectSet): void {
  const cle = planted.has('acceptation-cle-recalculee') ? (controlKey(actif.numero) ?? actif.cle) : actif.cle;
  const matricule = actif.numero + cle;
  const former = patient.matricule;
  const changed = former !== null && former !== matricule;
  if (changed && planted.has('matricule-change-ignore')) return;
  const returned = planted.has('historique-ins-perdu') ? [] : historique;
  const replaced = changed && !planted.has('ancien-matricule-perdu') ? [activeAsFormer(patient)] : [];
  patient.historiqueIns = mergeFormer(returned, [...replaced, ...patient.historiqueIns]);
  patient.matricule = planted.has('acceptation-sans-matricule') ? null : matricule;
  const oid = planted.has('nia-enregistre-nir') ? '1.2.250.1.213.1.4.8' : actif.oid;
  patient.oid = planted.has('acceptation-sans-oid') ? null : oid;
}

/** The matricule that INSi replaces goes to the patient's INS history. */
function activeAsFormer(patient: Patient): FormerMatricule {
  const matricule = patient.matricule ?? '';
  return { numero: matricule.slice(0, 13), cle: matricule.slice(13), oid: patient.oid ?? '', debut: null, fin: null };
}

/** INSi's history exactly as returned (CNDA 2.08: it may repeat the active one), after what only the practice knows. */
function mergeFormer(returned: FormerMatricule[], local: FormerMatricule[]): FormerMatricule[] {
  const known = new Set(returned.map(({ numero, cle }) => numero + cle));
  return [...local.filter(({ numero, cle }) => !known.has(numero + cle)), ...returned];
}
