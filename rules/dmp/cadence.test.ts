import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { cadence } from './cadence.rule.ts';
import { dmpEchanges } from './testing.ts';

const start = Date.parse('2026-03-02T09:15:30.000Z');
const check = (...instants: number[]): string[] =>
  places(
    cadence.check(dmpEchanges(...instants.map((ms) => ({ at: new Date(start + ms).toISOString() }))), {
      parSeconde: 4,
    }),
  );

test('accepts four a second, evenly or not', () => {
  expect(check(0, 260, 520, 780, 1040, 1300)).toEqual([]);
  expect(check(0, 0, 0, 0, 1000)).toEqual([]);
});

test('refuses a fifth within a second', () => {
  expect(check(0, 260, 520, 780, 900)).toEqual(['trop-vite @ echanges']);
});

test('does not measure what is too short', () => {
  expect(check(0, 1, 2, 3)).toEqual(['trop-peu @ echanges']);
});
