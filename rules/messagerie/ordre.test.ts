import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { ordre } from './ordre.rule.ts';
import { workList } from './testing.ts';

const check = (titles: string[], groupes: string[][], inversable = false): string[] =>
  places(ordre.check(workList(...titles.map((titre) => ({ titre }))), { groupes, inversable }));

test('accepts the order, other lines between', () => {
  expect(check(['A', 'étranger', 'B', 'C'], [['A'], ['B'], ['C']])).toEqual([]);
});

test('accepts any order within a group', () => {
  expect(check(['C', 'A', 'B'], [['A', 'C'], ['B']])).toEqual([]);
});

test('accepts the other way where both do', () => {
  expect(check(['B', 'A', 'C'], [['A', 'C'], ['B']], true)).toEqual([]);
});

test.each([
  [['B', 'A', 'C'], [['A'], ['B'], ['C']], false],
  [['A', 'B', 'C'], [['A', 'C'], ['B']], true],
])('refuses %o for %o', (titles, groupes, inversable) => {
  expect(check(titles as string[], groupes as string[][], inversable as boolean)).toEqual(['ordre @ lignes']);
});

test('refuses a list without one of them', () => {
  expect(check(['A'], [['A'], ['B']])).toEqual(['ligne-absente @ lignes']);
});
