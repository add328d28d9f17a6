import type { BareTransaction } from './call.ts';

/** Transactions of former days by the element that asks for them, and why they answer no more (facts, DMP §1). */
export const closedOperations = {
  patientCertif: {
    // TD0.0
    'pat:identityCertification': denied('TD0.0 : la certification d’identité est fermée depuis le 30/09/2023'),
  },
  patients: {
    // TD1.1; the web access answers so (PDT-INF-527), the SOAP service is taken to (inferred).
    'hl7:PRPA_IN201311UV02': denied('TD1.1 : les DMP sont créés par Mon espace santé'),
  },
  patientsSpecific: {
    // TD1.5: gone from the WSDL since 11/06/2024.
    'pat:createPatientAccess': removed('TD1.5a'),
    'pat:patientOTPUpdate': removed('TD1.5b'),
    'pat:updatePatientAccess': removed('TD1.5d'),
  },
} as const satisfies Record<string, Record<string, BareTransaction>>;

function denied(detail: string): BareTransaction {
  return () => ({ fault: 'operation_fermee', detail });
}

function removed(transaction: string): BareTransaction {
  return () => ({ fault: 'operation_retiree', detail: transaction });
}
