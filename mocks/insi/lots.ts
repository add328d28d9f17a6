import type { VerificationResult } from './verification.ts';

/** Longest batch; a real bound is not public. */
export const longestLot = 200;

/** How long a batch takes, in milliseconds of the injected clock. */
export const lotDelay = 10_000;

/** A batch as its depositor sees it. */
export interface Lot {
  id: string;
  /** When its results can be had, in milliseconds since the Unix epoch. */
  dueAt: number;
  results: readonly VerificationResult[];
}

const kept = 100;

/** The batches of one bench: the latest hundred, so that one that runs for weeks keeps its size. */
export class VerificationLots {
  readonly #lots = new Map<string, Lot>();

  deposit(lot: Lot): void {
    this.#lots.set(lot.id, lot);
    const [oldest] = this.#lots.keys();
    if (this.#lots.size > kept && oldest !== undefined) this.#lots.delete(oldest);
  }

  find(id: string): Lot | undefined {
    return this.#lots.get(id);
  }

  clear(): void {
    this.#lots.clear();
  }
}
