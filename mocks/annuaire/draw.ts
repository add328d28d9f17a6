import { createHash } from 'node:crypto';

const syllables = ['BA', 'CO', 'DE', 'FI', 'GU', 'LA', 'MO', 'NE', 'PI', 'RU', 'SA', 'TO', 'VE', 'ZI', 'KA', 'LO'];

/** Values drawn from a seed and a place in the directory: the same ones each time. */
export class Draw {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(seed: string, kind: string, index: number) {
    this.#bytes = createHash('sha512').update(`${seed}\n${kind}\n${index}`).digest();
  }

  /** A whole number from 0, below `bound`. The 32 first ones of a draw are independent. */
  below(bound: number): number {
    const value = this.#bytes.readUInt16LE((this.#at % 32) * 2);
    this.#at += 1;
    return value % bound;
  }

  pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)] as T;
  }

  /** True `percent` times in a hundred. */
  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  /** A name that nobody bears, of so many syllables. */
  word(length: number): string {
    return Array.from({ length }, () => this.pick(syllables)).join('');
  }
}

/** Digits closed by their Luhn key, as RPPS, FINESS and SIREN numbers are. */
export function withKey(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

/** A technical id of the API: opaque, the same for the same thing. */
export function technicalId(prefix: string, lengths: readonly number[], ...parts: string[]): string {
  const digest = createHash('sha256').update(parts.join('\n')).digest();
  const numbers = lengths.map((length, i) =>
    String(10 ** (length - 1) + (digest.readUInt32BE(i * 4) % (9 * 10 ** (length - 1)))),
  );
  return [prefix, ...numbers].join('-');
}
