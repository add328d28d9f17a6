import type { DmpAuthorisation, DmpPatient, DmpProfessionalAuthorisation } from './patient.ts';

/** An authorisation as the DMP keeps it. */
export interface AuthorisationRecord extends Omit<DmpProfessionalAuthorisation, 'debut' | 'derniereAction'> {
  /** Milliseconds since the epoch. */
  debut: number;
  derniereAction: number;
}

/** The authorisations of every patient: those that were declared by name, and those that transactions made. */
export class AuthorisationBook {
  /** By matricule, then by professional or structure. */
  readonly #records = new Map<string, Map<string, AuthorisationRecord>>();

  /** Forgets what was, and takes what a declaration names. */
  declare({ matricule, autorisations = [] }: DmpPatient, now: number): void {
    const records = autorisations.map((one) => ({
      ...one,
      debut: instant(one.debut, now),
      derniereAction: instant(one.derniereAction ?? one.debut, now),
    }));
    this.#records.set(matricule, new Map(records.map((one) => [one.id, one])));
  }

  forget(matricule: string): void {
    this.#records.delete(matricule);
  }

  of(matricule: string): AuthorisationRecord[] {
    return [...(this.#records.get(matricule)?.values() ?? [])];
  }

  get(matricule: string, id: string): AuthorisationRecord | undefined {
    return this.#records.get(matricule)?.get(id);
  }

  /** A state that a transaction changes; the start stays that of the first authorisation while it lasts. */
  change(matricule: string, holder: Omit<DmpProfessionalAuthorisation, 'debut' | 'derniereAction'>, now: number): void {
    const before = this.get(matricule, holder.id);
    const lasting = before?.etat === 'VALIDE' && holder.etat === 'VALIDE';
    const records = this.#records.get(matricule) ?? new Map<string, AuthorisationRecord>();
    const record = { ...before, ...holder, debut: lasting ? before.debut : now, derniereAction: now };
    this.#records.set(matricule, records.set(holder.id, record));
  }
}

/** The state of a professional who acts in a structure: his own, else what the structure was given (note 1). */
export function stateOf(own: DmpAuthorisation | undefined, structure: DmpAuthorisation | undefined): DmpAuthorisation {
  if (own === 'INTERDIT' || own === 'VALIDE') return own;
  return structure === 'VALIDE' ? structure : (own ?? 'NON_EXISTE');
}

function instant(iso: string | undefined, otherwise: number): number {
  const read = Date.parse(iso ?? '');
  return Number.isNaN(read) ? otherwise : read;
}
