import { type BlobRef, CappedBody, type EvidenceStore } from '../../../core/index.ts';

/** Bytes of messages being received, all connections together: many clients must not fill the memory. */
export class MemoryBudget {
  readonly #limit: number;
  #used = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Takes room; false when there is none. */
  take(length: number): boolean {
    if (this.#used + length > this.#limit) return false;
    this.#used += length;
    return true;
  }

  give(length: number): void {
    this.#used -= length;
  }
}

/** A message being received: whole while it is no longer than the limit, then its first bytes, length and digest. */
export class Submission {
  readonly #limit: number;
  readonly #budget: MemoryBudget;
  readonly #kept = new CappedBody();
  #chunks: Buffer[] = [];
  #held = 0;
  #refusal: 'trop_gros' | 'memoire' | undefined;

  constructor(limit: number, budget: MemoryBudget) {
    this.#limit = limit;
    this.#budget = budget;
  }

  /** Why the message is not whole. */
  get refusal(): 'trop_gros' | 'memoire' | undefined {
    return this.#refusal;
  }

  get total(): number {
    return this.#kept.total;
  }

  add(chunk: Buffer): void {
    this.#kept.add(chunk);
    if (this.#refusal !== undefined) return;
    if (this.total > this.#limit) this.#forget('trop_gros');
    else if (!this.#budget.take(chunk.length)) this.#forget('memoire');
    else {
      this.#chunks.push(chunk);
      this.#held += chunk.length;
    }
  }

  /** The whole message; empty when it is not whole. */
  bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  /** Its first bytes. */
  head(): Buffer {
    return this.#kept.bytes();
  }

  /** Keeps it; a message that was accepted is kept whole, whatever its length. */
  store(store: EvidenceStore): Promise<BlobRef> {
    return this.#refusal === undefined ? store.put(this.bytes()) : this.#kept.store(store);
  }

  /** Gives back the memory. */
  release(): void {
    this.#chunks = [];
    this.#budget.give(this.#held);
    this.#held = 0;
  }

  #forget(refusal: 'trop_gros' | 'memoire'): void {
    this.#refusal = refusal;
    this.release();
  }
}
