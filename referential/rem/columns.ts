import { bare, editDistance } from './wording.ts';
import type { Row } from './workbook.ts';

/** What a column of the published workbook holds (facts, REM §3); proofs are told apart by their rank. */
export const plainColumns = {
  perimetre: 'Périmètre',
  id: 'ID',
  chapitre: 'Chapitre',
  fonction: 'Fonction',
  exigence: 'Exigence',
  commentaire: 'Commentaire',
  nature: 'Nature',
  profil: 'Profil',
  numero: 'N° scénario',
  scenario: 'Scénario de conformité',
} as const;
export type PlainColumn = keyof typeof plainColumns;

/** Where each thing stands in a sheet. */
export interface Columns {
  /** Row of the titles. */
  row: number;
  plain: ReadonlyMap<PlainColumn, number>;
  /** By rank: the column of the number and that of the text. */
  proofs: ReadonlyMap<number, { id?: number; text?: number }>;
  /** Titles that were read in spite of a typo, as `titre lu → titre compris`. */
  guessed: readonly string[];
  /** Titles of no known column. */
  unknown: readonly string[];
}

/** Rows among which the titles are looked for: a workbook may begin with a cover. */
const titlesWithin = 40;
const mostProofs = 10;

/** The columns of a sheet; null where no row names at least an identifier and a requirement. */
export function columnsOf(rows: readonly Row[]): Columns | null {
  const found = rows
    .slice(0, titlesWithin)
    .map(readTitles)
    .filter(({ plain }) => plain.has('id') && plain.has('exigence'));
  // The row that names most: a legend may cite two titles.
  return found.toSorted((a, b) => b.plain.size - a.plain.size)[0] ?? null;
}

/** The published columns that are missing, by their titles. */
export function missingColumns({ plain, proofs }: Columns): string[] {
  const names = Object.keys(plainColumns) as PlainColumn[];
  const missing = names.filter((name) => !plain.has(name)).map((name) => plainColumns[name]);
  return proofs.size === 0 ? [...missing, 'N° preuve 1', 'Preuve 1'] : missing;
}

function readTitles({ number, cells }: Row): Columns {
  const plain = new Map<PlainColumn, number>();
  const proofs = new Map<number, { id?: number; text?: number }>();
  const guessed: string[] = [];
  const unknown: string[] = [];
  for (const [column, { text }] of cells) {
    const known = titleOf(text);
    if (known === null) unknown.push(text);
    else if ('proof' in known) proofs.set(known.rank, { ...proofs.get(known.rank), [known.proof]: column });
    // The first of two columns of one title: the second one is told.
    else if (plain.has(known.name)) unknown.push(text);
    else plain.set(known.name, column);
    if (known?.typo) guessed.push(`« ${text} » lu « ${known.title} »`);
  }
  return { row: number, plain, proofs, guessed, unknown };
}

type Title = { title: string; typo: boolean } & ({ name: PlainColumn } | { proof: 'id' | 'text'; rank: number });

function titleOf(text: string): Title | null {
  const [, words = '', rank = '1'] = /^(.*?)\s*(\d{1,2})?$/.exec(bare(text)) ?? [];
  const candidates = Object.entries(plainColumns).map(([name, title]) => ({ name: name as PlainColumn, title }));
  const plain = nearest(
    words,
    candidates.map(({ title }) => bare(title)),
  );
  const proof = nearest(words, ['n preuve', 'preuve']);
  if (proof !== null && (plain === null || proof.distance <= plain.distance)) {
    if (Number(rank) < 1 || Number(rank) > mostProofs) return null;
    const title = proof.index === 0 ? `N° preuve ${rank}` : `Preuve ${rank}`;
    return { title, typo: proof.distance > 0, proof: proof.index === 0 ? 'id' : 'text', rank: Number(rank) };
  }
  const candidate = plain === null ? undefined : candidates[plain.index];
  return plain === null || candidate === undefined ? null : { ...candidate, typo: plain.distance > 0 };
}

/** One letter wrong in six is a typo; a short title must be right. */
function nearest(words: string, titles: readonly string[]): { index: number; distance: number } | null {
  const near = titles
    .map((title, index) => ({ index, distance: editDistance(words, title), most: Math.floor(title.length / 6) }))
    .filter(({ distance, most }) => distance <= most)
    .toSorted((a, b) => a.distance - b.distance);
  return near[0] ?? null;
}
