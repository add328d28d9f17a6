import { createHash } from 'node:crypto';
import fc from 'fast-check';

/** A source of choices that a text seeds: the same text, the same choices. */
export class Dice {
  #state: number;
  readonly #seed: number;

  constructor(seed: string) {
    this.#seed = createHash('sha256').update(seed).digest().readUInt32LE(0);
    this.#state = this.#seed;
  }

  /** From 0 to `below` - 1. */
  int(below: number): number {
    return Math.floor(this.#next() * below);
  }

  chance(probability: number): boolean {
    return this.#next() < probability;
  }

  pick<T>(list: readonly T[]): T {
    const chosen = list[this.int(list.length)];
    if (chosen === undefined) throw new RangeError('nothing to pick from');
    return chosen;
  }

  bytes(length: number): Buffer {
    return Buffer.from(Array.from({ length }, () => this.int(256)));
  }

  /** A value of a fast-check arbitrary. */
  draw<T>(arbitrary: fc.Arbitrary<T>): T {
    const [value] = fc.sample(arbitrary, { seed: this.int(0x7fffffff), numRuns: 1 });
    return value as T;
  }

  /** Mulberry32. */
  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
}
