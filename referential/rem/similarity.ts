import { bare } from './wording.ts';

// Too common in requirements to tell one from another.
const stopWords = new Set(
  'a au aux avec ce ces cette dans de des du elle en est et etre il ils la le les leur lorsque lui ne ni on ou ou par pas permettre peut plus pour pouvoir qu que qui sa sans se ses si soit son sont sur systeme logiciel un une usager doit'.split(
    ' ',
  ),
);

/** The words that tell a text, by how often they come: no accent, no plural, no common word. */
function wordsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of bare(text).split(' ')) {
    if (word.length < 2 || stopWords.has(word)) continue;
    const stem = word.length > 4 ? word.replace(/(?:es|s|x|e|er|ee|ees)$/, '').slice(0, 9) : word;
    counts.set(stem, (counts.get(stem) ?? 0) + 1);
  }
  return counts;
}

/** Compares wordings: words that few texts have weigh more (TF-IDF, cosine). */
export class Wordings {
  readonly #texts: number;
  readonly #holders = new Map<string, number>();

  /** @param texts the texts among which words are common or rare */
  constructor(texts: readonly string[]) {
    this.#texts = texts.length;
    for (const text of texts) {
      for (const word of wordsOf(text).keys()) this.#holders.set(word, (this.#holders.get(word) ?? 0) + 1);
    }
  }

  /** The weights of a text, of length 1. */
  weigh(text: string): ReadonlyMap<string, number> {
    const weights = [...wordsOf(text)].map(
      ([word, count]) => [word, (1 + Math.log(count)) * this.#rarity(word)] as const,
    );
    const length = Math.hypot(...weights.map(([, weight]) => weight)) || 1;
    return new Map(weights.map(([word, weight]) => [word, weight / length]));
  }

  #rarity(word: string): number {
    return Math.log(1 + this.#texts / (1 + (this.#holders.get(word) ?? 0)));
  }
}

/** How near two weighed texts are, from 0 to 1. */
export function nearness(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [word, weight] of small) sum += weight * (large.get(word) ?? 0);
  return Math.min(1, sum);
}
