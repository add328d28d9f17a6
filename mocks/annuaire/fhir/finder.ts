import { toComparable } from '../comparable.ts';
import { askedToken, type Clause, isMet, lastPart } from './clauses.ts';
import { type Entity, isPresent, type Register, type Shelf } from './entities.ts';
import { type Parameter, parameterOf } from './parameters.ts';
import type { ResourceType } from './r4.ts';

/** Finds entities. Each parameter is indexed over the generated directory when it is first searched. */
export class Finder {
  readonly #register: Register;
  /** Types share parameters: each shelf has indexes of its own. */
  readonly #indexes = new Map<Shelf, Map<Parameter, Index>>();

  constructor(register: Register) {
    this.#register = register;
  }

  /** Entities that meet every criterion: the generated ones in their order, then those that were published. */
  find(type: ResourceType, clauses: readonly Clause[], now: number): Entity[] {
    const above = this.#register.above(type);
    const meets = (entity: Entity, some: readonly Clause[]): boolean =>
      some.every((clause) => isMet(clause, entity, now));
    const shelf = this.#register.shelf(type);
    const left = clauses.filter((clause) => !isSettled(clause));
    const generated = this.#candidates(shelf, clauses).filter(
      (entity) => (above.size === 0 || !above.has(entity.id)) && meets(entity, left),
    );
    const published = [...above.values()].filter(isPresent).filter((entity) => meets(entity, clauses));
    return published.length === 0 ? generated : [...generated, ...published];
  }

  /** Entities of a type that refer to another one. */
  referring(type: ResourceType, name: string, reference: string): Entity[] {
    const parameter = parameterOf(type, name);
    if (parameter === undefined) return [];
    return this.find(type, [{ parameter, modifier: undefined, values: [reference], dates: [] }], 0);
  }

  /** What every index gives, in the order of the shelf. */
  #candidates(shelf: Shelf, clauses: readonly Clause[]): readonly Entity[] {
    const lists = clauses.filter(isIndexed).map((clause) => this.#positions(shelf, clause));
    const [fewest, ...others] = lists.sort((a, b) => a.size - b.size);
    if (fewest === undefined) return shelf.entities;
    const positions = [...fewest].filter((position) => others.every((list) => list.has(position)));
    return positions.sort((a, b) => a - b).map((position) => shelf.entities[position] as Entity);
  }

  #positions(shelf: Shelf, { parameter, modifier, values }: Clause): Set<number> {
    const own = this.#indexes.get(shelf) ?? new Map<Parameter, Index>();
    const index = own.get(parameter) ?? newIndex(shelf, parameter);
    this.#indexes.set(shelf, own.set(parameter, index));
    return new Set(values.flatMap((value) => index.positions(value, modifier)));
  }
}

/** Whether an index narrows a criterion down. */
function isIndexed({ parameter, modifier, values }: Clause): boolean {
  if (parameter.type === 'date' || modifier === 'not') return false;
  return parameter.type !== 'token' || values.every((value) => askedToken(value).code !== undefined);
}

/** Whether what the index gives needs no other look: it knows neither systems, nor accents and case. */
function isSettled(clause: Clause): boolean {
  const { parameter, modifier, values } = clause;
  if (!isIndexed(clause) || parameter.type === 'reference') return false;
  return parameter.type === 'token' ? values.every((value) => !value.includes('|')) : modifier !== 'exact';
}

interface Index {
  /** Positions on the shelf of what may match. */
  positions(value: string, modifier: string | undefined): number[];
}

function newIndex(shelf: Shelf, parameter: Parameter): Index {
  return parameter.type === 'string' ? new TextIndex(shelf, parameter) : new CodeIndex(shelf, parameter);
}

/** By code, whatever its system, or by the id of a reference. */
class CodeIndex implements Index {
  readonly #byCode = new Map<string, number[]>();
  readonly #key: (value: string) => string;

  constructor({ entities }: Shelf, parameter: Parameter) {
    this.#key = parameter.type === 'token' ? (value) => askedToken(value).code ?? '' : lastPart;
    if (parameter.type === 'uri') this.#key = (value) => value;
    for (const [position, entity] of entities.entries()) {
      for (const { code } of parameter.values(entity))
        this.#add(parameter.type === 'reference' ? lastPart(code) : code, position);
    }
  }

  positions(value: string): number[] {
    return this.#byCode.get(this.#key(value)) ?? [];
  }

  #add(code: string, position: number): void {
    const kept = this.#byCode.get(code);
    if (kept === undefined) this.#byCode.set(code, [position]);
    else if (kept.at(-1) !== position) kept.push(position);
  }
}

/** Texts without accents or case, in alphabetical order. */
class TextIndex implements Index {
  readonly #texts: readonly string[];
  readonly #positions: Int32Array;

  constructor({ entities }: Shelf, parameter: Parameter) {
    const pairs = entities.flatMap((entity, position) =>
      parameter.values(entity).map(({ code }): [string, number] => [toComparable(code), position]),
    );
    pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    this.#texts = pairs.map(([text]) => text);
    this.#positions = Int32Array.from(pairs, ([, position]) => position);
  }

  positions(value: string, modifier: string | undefined): number[] {
    const asked = toComparable(value);
    return modifier === 'contains' ? this.#containing(asked) : this.#startingWith(asked);
  }

  #containing(asked: string): number[] {
    const found: number[] = [];
    for (const [i, text] of this.#texts.entries()) if (text.includes(asked)) found.push(this.#positions[i] as number);
    return found;
  }

  #startingWith(asked: string): number[] {
    const found: number[] = [];
    for (let i = this.#firstFrom(asked); (this.#texts[i] ?? '').startsWith(asked) && i < this.#texts.length; i += 1) {
      found.push(this.#positions[i] as number);
    }
    return found;
  }

  /** Place of the first text that is not before another one. */
  #firstFrom(asked: string): number {
    let low = 0;
    let high = this.#texts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#texts[middle] as string) < asked) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
