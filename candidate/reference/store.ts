import type { FormerMatricule, Patient } from './model.ts';

/** One change of one field. */
export interface HistoryLine {
  at: Date;
  auteur: string;
  champ: string;
  ancien: string;
  nouveau: string;
}

/** One access to an identity, or one modification of it. */
export interface AccessLine {
  at: Date;
  auteur: string;
  action: string;
  detail: string;
}

/** One call of INSi. */
export interface InsiLine {
  at: Date;
  auteur: string;
  operation: string;
  /** Criteria that were sent, as shown. */
  criteres: string;
  codeRetour: string | null;
  erreur: string | null;
  matricule: string | null;
  oid: string | null;
  historique: FormerMatricule[];
  traits: string | null;
}

/** All that the practice holds about a patient. */
export interface PatientRecord {
  patient: Patient;
  history: HistoryLine[];
  access: AccessLine[];
  insi: InsiLine[];
}

/** The practice's base: in memory, gone when the process ends. */
export class Store {
  readonly #records = new Map<string, PatientRecord>();

  /** Adds a patient under the next number. */
  add(build: (id: string) => Patient): Patient {
    const patient = build(String(1001 + this.#records.size));
    this.#records.set(patient.id, { patient, history: [], access: [], insi: [] });
    return patient;
  }

  find(id: string): PatientRecord | undefined {
    return this.#records.get(id);
  }

  patients(): Patient[] {
    return [...this.#records.values()].map((record) => record.patient);
  }
}
