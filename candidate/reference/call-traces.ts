import type { DefectSet } from './defects.ts';
import type { User } from './model.ts';

/** A call to a national service: who made it, and what the service was told of him. */
export interface CallTrace {
  at: Date;
  dossier: string;
  service: 'INSi' | 'DMP';
  operation: string;
  utilisateur: string;
  /** How the call was authenticated, as shown. */
  authentification: string;
  /** National id that the call bore; empty when it bore none. */
  identifiant: string;
}

/** What one call is noted from. */
export interface Call extends Pick<CallTrace, 'dossier' | 'service' | 'operation'> {
  user: User;
  authentification: string;
  identifiant: string;
}

/** The calls to the national services (INS/PSC.01, DMP/PSC.01: the mode and the identity, in the journal). */
export class CallTraces {
  readonly #planted: DefectSet;
  readonly #traces: CallTrace[] = [];

  constructor(planted: DefectSet) {
    this.#planted = planted;
  }

  add({ user, authentification, identifiant, ...call }: Call): void {
    if (this.#planted.has('psc-trace-absente')) return;
    this.#traces.push({
      at: new Date(),
      ...call,
      utilisateur: user.nom,
      authentification: this.#planted.has('psc-trace-sans-mode') ? '' : authentification,
      identifiant: this.#planted.has('psc-trace-sans-identifiant') ? '' : identifiant,
    });
  }

  /** The calls about a patient, the latest first. */
  of(dossier: string): CallTrace[] {
    return this.#traces.filter((one) => one.dossier === dossier).reverse();
  }
}
