import { type Slot, slotsOf } from './ebrim.ts';
import type { XdsError } from './xds-errors.ts';
import type { XmlTree } from './xml-tree.ts';

/** What a parameter of a stored query holds (ITI TF-2 §3.18.4.1.2.3.5). */
export type ParameterKind = 'texte' | 'textes' | 'date';

/** A list of literals: `'a'`, `('a','b')`; a quote is doubled inside quotes. */
const literal = /^'((?:[^']|'')*)'$/;
const list = /^\(\s*'(?:[^']|'')*'(?:\s*,\s*'(?:[^']|'')*')*\s*\)$/;
const time = /^\d{4}(?:\d{2}){0,5}$/;

/** Parameters of a stored query: values of one slot are alternatives, slots add up. */
export class QueryParameters {
  readonly #slots: readonly Slot[];
  readonly #groups = new Map<string, string[][]>();

  constructor(query: XmlTree) {
    this.#slots = slotsOf(query);
    for (const { name, values } of this.#slots) {
      this.#groups.set(name, [...(this.#groups.get(name) ?? []), values.flatMap(literals)]);
    }
  }

  /** Names of the parameters that are given. */
  get names(): string[] {
    return [...this.#groups.keys()];
  }

  has(name: string): boolean {
    return this.#groups.has(name);
  }

  /** All the values of a parameter, whatever its slots. */
  values(name: string): string[] {
    return (this.#groups.get(name) ?? []).flat();
  }

  /** True when the values that an object bears satisfy each slot of the parameter, or when it is not given. */
  accepts(name: string, borne: readonly string[]): boolean {
    return (this.#groups.get(name) ?? []).every((group) => group.some((value) => borne.includes(value)));
  }

  /** True when a time is in the bounds `…From` (inclusive) and `…To` (exclusive), those that are given. */
  includes(name: string, time: string): boolean {
    const [from] = this.values(`${name}From`);
    const [to] = this.values(`${name}To`);
    if (from === undefined && to === undefined) return true;
    const after = from === undefined || padded(time) >= padded(from);
    return time !== '' && after && (to === undefined || padded(time) < padded(to));
  }

  /** What is wrong in the way that a parameter is written. */
  syntaxErrors(name: string, kind: ParameterKind): XdsError[] {
    const written = this.#slots.filter((slot) => slot.name === name).flatMap(({ values }) => values);
    const malformed = written.find((value) => !isWritten(value.trim(), kind));
    if (malformed !== undefined) return [{ error: 'requete_mal_formee', detail: `${name} vaut « ${malformed} »` }];
    const values = this.values(name);
    if (written.length === 0 || (values.length > 0 && (kind === 'textes' || values.length === 1))) return [];
    return [{ error: 'parametre_unique', detail: `${name} : ${values.join(', ')}` }];
  }
}

// A time is a bare number, or a string as the kits write it; a single value may stand in parentheses (tolerated).
function isWritten(value: string, kind: ParameterKind): boolean {
  if (kind === 'date') return literals(value).every((one) => time.test(one)) && /^(?:\d+|'\d+'|\('\d+'\))$/.test(value);
  return literal.test(value) || list.test(value);
}

function literals(value: string): string[] {
  const quoted = [...value.matchAll(/'((?:[^']|'')*)'/g)].map(([, text = '']) => text.replaceAll("''", "'"));
  return quoted.length > 0 ? quoted : [value.replace(/^\((.*)\)$/s, '$1').trim()];
}

// Times may be coarser than the second.
function padded(text: string): string {
  return text.padEnd(14, '0');
}
