import { type Slot, slotsOf } from './ebrim.ts';
import type { XmlTree } from './xml-tree.ts';

/** Parameters of a stored query (ITI TF-2 §3.18.4.1.2.3.5): values of one slot are alternatives, slots add up. */
export class QueryParameters {
  readonly #slots: readonly Slot[];

  constructor(query: XmlTree) {
    this.#slots = slotsOf(query);
  }

  /** All the values of a parameter, whatever its slots. */
  values(name: string): string[] {
    return this.#groups(name).flat();
  }

  /** The first value of a parameter. */
  first(name: string): string | undefined {
    return this.values(name)[0];
  }

  /** True when the values that an object bears satisfy each slot of the parameter, or when it is not given. */
  accepts(name: string, borne: readonly string[]): boolean {
    return this.#groups(name).every((group) => group.some((value) => borne.includes(value)));
  }

  /** True when a time is in the bounds `…From` (inclusive) and `…To` (exclusive), those that are given. */
  includes(name: string, time: string): boolean {
    const from = this.first(`${name}From`);
    const to = this.first(`${name}To`);
    if (from === undefined && to === undefined) return true;
    return (
      time !== '' &&
      (from === undefined || padded(time) >= padded(from)) &&
      (to === undefined || padded(time) < padded(to))
    );
  }

  #groups(name: string): string[][] {
    return this.#slots.filter((slot) => slot.name === name).map(({ values }) => values.flatMap(literals));
  }
}

// `('a','b')`, `'a'`, or a bare number; a quote is doubled inside quotes.
function literals(value: string): string[] {
  const quoted = [...value.matchAll(/'((?:[^']|'')*)'/g)].map(([, text = '']) => text.replaceAll("''", "'"));
  return quoted.length > 0 ? quoted : [value.replace(/^\((.*)\)$/s, '$1').trim()];
}

// Times may be coarser than the second.
function padded(time: string): string {
  return time.padEnd(14, '0');
}
