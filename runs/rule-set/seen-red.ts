import { exampleOf, isFileExample } from '../../rules/examples/index.ts';
import { allRules } from '../../rules/index.ts';
import { type ProofBook, readProofBook } from '../counterproof/proof-book.ts';

/** By what a rule was seen to refuse: a check that was never seen to fail proves nothing. */
export interface SeenRed {
  rule: string;
  /** Planted defects of the reference product that the counter-proof saw it find, sorted. */
  defects: string[];
  /** Its wrong example is a file, or a reading or a conversation kept in one, that `probant check` judges. */
  wrongFile: boolean;
}

/** What each rule was seen red by, sorted by its id. */
export function seenRed({ points }: ProofBook = readProofBook()): Promise<SeenRed[]> {
  const seen = Object.values(points).flatMap((point) => point.seen);
  return Promise.all(
    allRules().map(async ({ id }) => {
      const defects = seen.filter(({ rule }) => rule === id).map(({ defect }) => defect);
      return { rule: id, defects: [...new Set(defects)].sort(), wrongFile: await isFileExample(await exampleOf(id)) };
    }),
  );
}

/** The rules that nothing was seen to turn red. */
export function neverRed(seen: readonly SeenRed[]): string[] {
  return seen.filter(({ defects, wrongFile }) => defects.length === 0 && !wrongFile).map(({ rule }) => rule);
}
