import { type Call, matrixRefusal } from './call.ts';
import type { DmpFault } from './faults.ts';
import type { DmpAuthorisation } from './patient.ts';
import type { DmpRight } from './rights.ts';
import type { XdsError } from './xds-errors.ts';

/** Why the patient's DMP takes no deposit and no update: it is not there, it is closed, the professional is blocked. */
export function dmpErrors(call: Call, right: DmpRight): XdsError[] {
  const { ins, patient } = call;
  if (patient === undefined) return [{ error: 'patient_inconnu', detail: `${ins.value} (${ins.oid})` }];
  if (patient.etat === 'ferme') return [{ error: 'dmp_ferme', detail: ins.value }];
  // No authorisation is needed to feed, but a blocked professional never accesses (facts, DMP §8).
  if (authorisationOf(call) === 'INTERDIT') return denied('le patient a bloqué ce professionnel');
  const refusal = matrixRefusal(call, right);
  return refusal === undefined ? [] : denied(refusal);
}

/** Why the caller can't consult: as above, and his authorisation where the way of access wants one. */
export function consultationErrors(call: Call, right: DmpRight): XdsError[] {
  const errors = dmpErrors(call, right);
  if (errors.length > 0) return errors;
  const { access } = call.caller;
  // The regulation centre and the breaking of the glass do without (facts, DMP §8); a patient may oppose them.
  if (access === 'centre_15') {
    return call.patient?.oppositions?.accesUrgence === true ? denied('opposition à l’accès d’urgence') : [];
  }
  if (access === 'bris_de_glace') {
    return call.patient?.oppositions?.brisDeGlace === true ? denied('opposition au bris de glace') : [];
  }
  const state = authorisationOf(call);
  return state === 'VALIDE' ? [] : denied(`l’autorisation du professionnel est ${state}`);
}

/** The fault of a professional whom the patient blocked: he only learns that he is (TD0.2; facts, DMP §8). */
export function blockedFault(call: Call): DmpFault | undefined {
  if (authorisationOf(call) !== 'INTERDIT') return undefined;
  return { fault: 'droits', detail: 'le patient a bloqué ce professionnel' };
}

/** The authorisation of the caller, or that of his structure (facts, DMP §8, note 1). */
export function authorisationOf({ directory, patient, caller }: Call): DmpAuthorisation {
  return directory.authorisation(patient?.matricule ?? '', caller.vihf.nameId, caller.structure) ?? 'NON_EXISTE';
}

function denied(detail: string): XdsError[] {
  return [{ error: 'droits', detail }];
}
