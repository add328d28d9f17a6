import type { Random } from '../../core/index.ts';
import { setAuthorization } from './authorization.ts';
import { listAuthorizations } from './authorization-list.ts';
import type { BareTransaction, Transaction } from './call.ts';
import { closedOperations } from './closed-operations.ts';
import { deposit } from './deposit.ts';
import { existence } from './existence.ts';
import { manage } from './management.ts';
import { patientList } from './patient-list.ts';
import { searchPatients } from './patient-search.ts';
import { search } from './query.ts';
import { retrieve } from './retrieve.ts';
import { update } from './update.ts';
import { webToken } from './web-token.ts';

/** By path, then by the element of the body: the real service looks at them, not at the action (facts, DMP §2). */
export type TransactionTable<Kind> = Readonly<Record<string, Readonly<Record<string, Kind>>>>;

/** Paths of the service (facts, DMP §2), and the one of the tokens of the web access, which is ours. */
export const paths: ReadonlySet<string> = new Set([
  'patients',
  'patientsPDQ',
  'patientsSpecific',
  'patientCertif',
  'habilitations',
  'registry',
  'repository',
  'probant_jetons',
]);

/** Transactions about the patient that the VIHF names. */
export function transactionsOf(random: Random): TransactionTable<Transaction> {
  return {
    patients: { 'hl7:PRPA_IN201307UV02': existence(random), 'hl7:PRPA_IN201314UV02': manage(random) },
    habilitations: {
      'hab:setAuthorization': setAuthorization,
      'hab:listAuthorizationByPatient': listAuthorizations,
    },
    registry: { 'query:AdhocQueryRequest': search, 'lcm:SubmitObjectsRequest': update },
    repository: {
      'xds:ProvideAndRegisterDocumentSetRequest': deposit,
      'xds:RetrieveDocumentSetRequest': retrieve,
    },
  };
}

/** Transactions about no patient, or about several: their VIHF may name none. */
export function bareTransactionsOf(random: Random): TransactionTable<BareTransaction> {
  return {
    ...closedOperations,
    patientsPDQ: { 'hl7:PRPA_IN201305UV02': searchPatients(random) },
    patientsSpecific: { ...closedOperations.patientsSpecific, 'pat:patientList': patientList },
    probant_jetons: { 'probant:probant_demanderJeton': webToken },
  };
}
