/** What goes wrong on purpose in an exchange. `panne` names it in the journal; `keys` attribute what no handler reads. */
export type ExchangeFault = { panne: string; keys: readonly string[] } & (
  | { effect: 'attend'; delayMs: number }
  | { effect: 'se_tait' }
  | { effect: 'coupe' }
  | { effect: 'coupe_la_reponse' }
  | { effect: 'repond'; response: Response }
);

/** What a host knows of an exchange when it asks whether it goes wrong. */
export interface FaultCandidate {
  /** Name of the service in the journal. */
  service: string;
  path: string;
  body: Buffer;
}

/** Where a host asks, before it serves an exchange, whether it goes wrong. */
export interface FaultSource {
  take(candidate: FaultCandidate): ExchangeFault | undefined;
}
