import { blockedFault } from './access.ts';
import type { AuthorisationRecord } from './authorisation-book.ts';
import { type Call, matrixFault } from './call.ts';
import { dmpNamespaces as ns } from './namespaces.ts';
import { dmpOk, type Field, outputOf } from './output.ts';
import type { DmpPatient } from './patient.ts';
import { professionalOf } from './professional.ts';
import type { DmpReply } from './reply.ts';
import { xdsTime } from './xds-time.ts';
import { textAt } from './xml-tree.ts';

/** States that each mode asks for (facts, DMP §4.4). */
const modes = { ACTIVE: ['VALIDE'], INTERDITE: ['INTERDIT'], TOUTE: ['VALIDE', 'INTERDIT'] } as const;

/** TD1.6: the professionals whom the patient authorised or blocked (facts, DMP §4.4). */
export function listAuthorizations(call: Call): DmpReply {
  const mode = textAt(call.request.body, 'hab:mode');
  if (!(mode in modes)) return { fault: 'corps_inattendu', detail: `mode « ${mode} »` };
  const refusal = matrixFault(call, 'TD1.6') ?? blockedFault(call);
  if (refusal !== undefined) return refusal;
  const { patient, ins } = call;
  if (patient === undefined) return { fault: 'dmp_inexistant', detail: ins.value };
  if (patient.etat === 'ferme') return { fault: 'dmp_ferme', detail: ins.value };
  const states: readonly string[] = modes[mode as keyof typeof modes];
  const listed = recordsOf(call, patient).filter(({ etat }) => states.includes(etat));
  return {
    action: 'urn:si-dmp-habilitations:HabilitationsEndPoint:listAuthorizationByPatientResponse',
    body: outputOf('listAuthorizationByPatient', ns.hab, {
      data: listed.map((one): Field => ['listOfAuthorizationByPatient', fieldsOf(one, patient)]),
      status: dmpOk,
    }),
  };
}

/** Those that are known by name, and the caller where he has the state declared for every professional. */
function recordsOf(call: Call, { matricule, autorisation }: DmpPatient): AuthorisationRecord[] {
  const { directory, now } = call;
  const known = directory.authorisations.of(matricule);
  const self = professionalOf(call);
  if (known.some(({ id }) => id === self.id)) return known;
  return [...known, { ...self, etat: autorisation, debut: now, derniereAction: now }];
}

// How the times are written is not public: as the other dates of these services (inferred from `startDate`).
function fieldsOf(one: AuthorisationRecord, patient: DmpPatient): Field[] {
  return [
    ['nationalId', one.id],
    ['nationalIdType', '1.2.250.1.71.4.2.1'],
    ['firstName', one.prenom ?? ''],
    ['lastName', one.nom ?? ''],
    ...(one.specialites ?? []).map(({ code }): Field => ['codeSpeciality', code]),
    ...(one.specialites ?? []).map(({ libelle }): Field => ['libSpeciality', libelle]),
    ['startOfAuthorization', xdsTime(one.debut)],
    ['lastActionDate', xdsTime(one.derniereAction)],
    ['mode', one.etat === 'INTERDIT' ? 'INTERDITE' : 'ACTIVE'],
    ...(patient.medecinTraitant === one.id ? [['specificRight', 'MEDECIN_TRAITANT'] as const] : []),
  ];
}
