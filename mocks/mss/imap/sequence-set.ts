import type { Cursor } from './cursor.ts';
import { malformed } from './interruption.ts';

/** One range of a set; `Infinity` stands for `*`. */
export type SetRange = readonly [number, number];

const maxRanges = 2_000;

/** A sequence set (RFC 3501 §9), `1:4,7,*`. */
export function parseSet(cursor: Cursor): SetRange[] {
  const ranges: SetRange[] = [];
  do {
    if (ranges.length === maxRanges) throw malformed(`plus de ${maxRanges} intervalles`);
    const from = bound(cursor);
    ranges.push([from, cursor.skip(':') ? bound(cursor) : from]);
  } while (cursor.skip(','));
  return ranges;
}

/**
 * Tells whether a number is in a set. `*` is `last`, and a range may be written either way round: `5:*` holds the last
 * message even when it comes before 5 (RFC 3501 §6.4.8).
 */
export function setTest(set: readonly SetRange[], last: number): (value: number) => boolean {
  const known = (bound: number): number => (bound === Number.POSITIVE_INFINITY ? last : bound);
  const ranges = set.map(([from, to]) => {
    return [Math.min(known(from), known(to)), Math.max(known(from), known(to))] as const;
  });
  return (value) => ranges.some(([low, high]) => value >= low && value <= high);
}

/** Writes numbers as a set, in their order: `4,2:3`. */
export function formatSet(numbers: readonly number[]): string {
  const ranges: Array<[number, number]> = [];
  for (const value of numbers) {
    const open = ranges.at(-1);
    if (open !== undefined && open[1] + 1 === value) open[1] = value;
    else ranges.push([value, value]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}:${to}`)).join(',');
}

function bound(cursor: Cursor): number {
  if (cursor.skip('*')) return Number.POSITIVE_INFINITY;
  const value = cursor.number();
  if (value === 0) throw malformed('0 dans un ensemble');
  return value;
}
