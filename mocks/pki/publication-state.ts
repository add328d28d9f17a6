/** How a revocation list or an OCSP responder behaves; good until told otherwise. */
export type PublicationState =
  /** Answers at once; what it answers holds for `validiteMs` milliseconds (a day unless told). */
  | { etat: 'bonne'; validiteMs?: number }
  /** Answers what ended an hour ago (`nextUpdate` past). */
  | { etat: 'expiree' }
  /** Answers well, after `delaiMs` milliseconds. */
  | { etat: 'lente'; delaiMs: number }
  /** Answers HTTP 503, or cuts the connection without a word. */
  | { etat: 'indisponible'; coupure?: boolean };

/** A state, and the scenario that wants it. */
export type OwnedState = PublicationState & { owner?: string };

/**
 * The state of something published. Nothing in a request for a list tells which scenario it comes from: the last wish
 * holds for every client until its owner takes it back, then the one before.
 */
export class PublicationSwitch {
  #wishes: OwnedState[] = [];

  get state(): PublicationState {
    return this.#wishes.at(-1) ?? { etat: 'bonne' };
  }

  set(state: OwnedState): void {
    this.reset(state.owner ?? null);
    this.#wishes.push(state);
  }

  /** Takes back the wish of an owner; `null` for the one of nobody, undefined for all. */
  reset(owner?: string | null): void {
    this.#wishes = owner === undefined ? [] : this.#wishes.filter((wish) => (wish.owner ?? null) !== owner);
  }
}
