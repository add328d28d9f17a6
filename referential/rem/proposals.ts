import type { CatalogueEntry } from '../catalogue.ts';
import type { Rem } from './rem.ts';
import { nearness, Wordings } from './similarity.ts';

/** How a scenario of the workbook was recognised among those of the catalogue. */
export type MatchedBy = 'meme_identifiant' | 'identifiant_sans_prefixe' | 'libelle';

/** A scenario of the workbook, and that of the catalogue which it may be. */
export interface Proposal {
  rem: string;
  /** What the workbook says of it: the requirement, then the scenario. */
  remSays: string;
  match: { catalogue: string; catalogueSays: string; by: MatchedBy; score: number; doubt?: string } | null;
}

/** Below this nearness two wordings have hardly more than their domain in common. */
const leastNear = 0.3;
/** A wording that is nearer by this much makes a number doubtful: numbers were given again (facts, REM §1.3). */
const doubtful = 0.25;

interface Side {
  id: string;
  says: string;
  weights: ReadonlyMap<string, number>;
}

/**
 * Proposes, for each scenario of a workbook, that of the catalogue which it may be: the same number, the same one less
 * its prefix, or the nearest wording. Each is used once. The score is the nearness of the wordings, from 0 to 1.
 */
export function proposeMatches(rem: Rem, entries: readonly CatalogueEntry[]): Proposal[] {
  const ours = remSides(rem);
  const theirs = catalogueSides(entries);
  const wordings = new Wordings([...ours, ...theirs].map(({ says }) => says));
  const weighed = (sides: ReadonlyArray<Omit<Side, 'weights'>>): Side[] =>
    sides.map((side) => ({ ...side, weights: wordings.weigh(side.says) }));
  return new Matcher(weighed(ours), weighed(theirs)).proposals();
}

function remSides({ requirements }: Rem): Array<Omit<Side, 'weights'>> {
  return requirements.flatMap(({ exigence, scenarios }) =>
    scenarios.map(({ id, text }) => ({ id, says: [exigence, text].filter((part) => part !== '').join(' — ') })),
  );
}

function catalogueSides(entries: readonly CatalogueEntry[]): Array<Omit<Side, 'weights'>> {
  return entries.flatMap(({ scenario, statement, steps }) =>
    scenario === undefined ? [] : [{ id: scenario, says: [statement, ...steps].join(' ; ') }],
  );
}

class Matcher {
  readonly #ours: readonly Side[];
  readonly #theirs: ReadonlyMap<string, Side>;
  readonly #matches = new Map<string, { side: Side; by: MatchedBy; score: number }>();
  readonly #taken = new Set<string>();

  constructor(ours: readonly Side[], theirs: readonly Side[]) {
    this.#ours = ours;
    this.#theirs = new Map(theirs.map((side) => [side.id, side]));
  }

  proposals(): Proposal[] {
    this.#byNumber('meme_identifiant', (id) => id);
    this.#byNumber('identifiant_sans_prefixe', withoutPrefix);
    this.#byWording();
    return this.#ours.map((side) => this.#proposal(side));
  }

  #byNumber(by: MatchedBy, reduced: (id: string) => string): void {
    for (const ours of this.#ours) {
      const side = this.#theirs.get(reduced(ours.id));
      if (side !== undefined) this.#match(ours, { side, by, score: nearness(ours.weights, side.weights) });
    }
  }

  #byWording(): void {
    const left = this.#ours.filter(({ id }) => !this.#matches.has(id));
    const near = left.flatMap((ours) =>
      [...this.#theirs.values()].map((side) => ({ ours, side, score: nearness(ours.weights, side.weights) })),
    );
    for (const { ours, side, score } of near.sort((a, b) => b.score - a.score)) {
      if (score >= leastNear) this.#match(ours, { side, by: 'libelle', score });
    }
  }

  #match({ id }: Side, match: { side: Side; by: MatchedBy; score: number }): void {
    if (this.#matches.has(id) || this.#taken.has(match.side.id)) return;
    this.#matches.set(id, match);
    this.#taken.add(match.side.id);
  }

  #proposal(ours: Side): Proposal {
    const match = this.#matches.get(ours.id);
    if (match === undefined) return { rem: ours.id, remSays: ours.says, match: null };
    const { side, by, score } = match;
    const doubt = by === 'libelle' ? undefined : this.#doubt(ours, score);
    return {
      rem: ours.id,
      remSays: ours.says,
      match: { catalogue: side.id, catalogueSays: side.says, by, score, ...(doubt === undefined ? {} : { doubt }) },
    };
  }

  #doubt(ours: Side, score: number): string | undefined {
    const [nearest] = [...this.#theirs.values()]
      .map((side) => ({ id: side.id, score: nearness(ours.weights, side.weights) }))
      .sort((a, b) => b.score - a.score);
    if (nearest === undefined || nearest.score < score + doubtful) return undefined;
    return `le libellé ressemble davantage à ${nearest.id} (${nearest.score.toFixed(2)})`;
  }
}

/** A number less its prefix: that of the socle (`SC.`) or of a lane (`LGC.`, `AMBU.`). */
export function withoutPrefix(id: string): string {
  return id.replace(/^[A-Z][A-Z0-9]*\.(?=[A-Z])/, '');
}
