/** A physician where he works. */
export interface Practitioner {
  finess: string;
  /** 11 digits. */
  rpps: string;
}

/** What was exchanged with a partner, or was tried. */
export interface ExchangeLine {
  at: Date;
  auteur: string;
  /** File of the patient; null for a free mail. */
  dossier: string | null;
  kind: 'depot_dmp' | 'suppression_dmp' | 'mss_pro' | 'mss_patient' | 'reception_mss';
  /** What was done of what was received, where it is not the exchange itself: « Ouverture d’un document reçu » (UX.37). */
  geste?: string;
  /** Whom it was exchanged with: an address, « DMP ». */
  partenaire: string;
  /** What was exchanged, in words. */
  objet: string;
  reussi: boolean;
  /** What the service answered. */
  reponse: string;
  /** True when the INS went with it (INS/va1.46). */
  ins: boolean;
  /** Whom it counts for on the dashboard; the practice's own physician unless told. */
  pour?: Practitioner;
}

/** The journal of exchanges, that the patient's journal and the dashboard read (INS/va1.46, MSS CONF.17, TBB). */
export class Exchanges {
  readonly #lines: ExchangeLine[] = [];

  add(line: Omit<ExchangeLine, 'at'> & { at?: Date }): void {
    this.#lines.push({ at: new Date(), ...line });
  }

  of(dossier: string): ExchangeLine[] {
    return this.#lines.filter((line) => line.dossier === dossier);
  }

  all(): readonly ExchangeLine[] {
    return this.#lines;
  }
}
