/** Why the DMP did not do what was asked: its words, or what happened on the way. */
export interface Refusal {
  ok: false;
  /** What to tell the user; the service's own words are in it (EX_GEN-1140). */
  texte: string;
}

/** What the DMP did, or why it did not. */
export type Outcome<T> = { ok: true; value: T } | Refusal;

/** A refusal. */
export function refused(texte: string): Refusal {
  return { ok: false, texte };
}

/** A success. */
export function done<T>(value: T): Outcome<T> {
  return { ok: true, value };
}
