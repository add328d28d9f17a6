/** Services whose exchanges can go wrong on demand, by their name in the journal. */
export const faultyServices = ['insi', 'dmp', 'psc', 'annuaire', 'autoconfig'] as const;

/** A service whose exchanges can go wrong on demand. */
export type FaultyService = (typeof faultyServices)[number];

/** What goes wrong in an exchange. `erreur` is an error of the service itself, named by its `code`. */
export type ExchangeFaultKind =
  | 'lenteur'
  | 'silence'
  | 'coupure'
  | 'coupure_reponse'
  | 'http_503'
  | 'reponse_illisible'
  | 'erreur';

/** What goes wrong in the handshakes of a service, for as long as the fault is set. */
export type TlsFaultKind =
  | 'tls_version'
  | 'tls_suite'
  | 'tls_cle_faible'
  | 'tls_autorite'
  | 'tls_expire'
  | 'tls_revoque'
  | 'tls_nom';

/** Anything that can be made to go wrong. */
export type FaultKind = ExchangeFaultKind | TlsFaultKind;

/** A fault set on a service: what its next exchanges meet. */
export interface ServiceFault {
  service: FaultyService;
  panne: FaultKind;
  /** For `lenteur`: milliseconds before the answer. */
  delaiMs?: number;
  /** For `erreur`: the code, among those that the service has. */
  code?: string;
  /** How many exchanges meet it; absent: all, until it is withdrawn. TLS faults have no count. */
  fois?: number;
  /** Only exchanges whose address or body bears one of these (a name, a matricule, an address); absent: any. */
  cles?: readonly string[];
  /** Scenario that it is for; `reset` withdraws it with the scenario. */
  owner?: string;
}

/** A fault that is set. */
export interface SetFault extends ServiceFault {
  id: string;
  /** Exigences that it tests, by the id of the REM, of the reference or of the guide. */
  exigences: readonly string[];
  /** Exchanges that met it. */
  rencontres: number;
}

/** Control of the faults of a bench. */
export interface FaultControl {
  /**
   * Sets a fault; gives its id once the services have it.
   *
   * @throws {@link ProbantError} `panne_invalide`
   */
  set(fault: ServiceFault): Promise<string>;
  /** Those set now, oldest first. */
  list(): SetFault[];
  /** Withdraws one; false when there is none of that id. */
  withdraw(id: string): boolean;
  /** Withdraws those of an owner, or all. */
  reset(owner?: string): void;
}
