import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { filtre } from './filtre.rule.ts';
import { workList } from './testing.ts';

const check = (...titles: string[]): string[] =>
  places(filtre.check(workList(...titles.map((titre) => ({ titre }))), { contient: ['A1'], exclut: ['B1'] }));

test('accepts what is asked for, among others', () => {
  expect(check('A1', 'C1')).toEqual([]);
});

test('refuses a line that the filter leaves out', () => {
  expect(check('A1', 'B1')).toEqual(['ligne-de-trop @ lignes']);
});

test('refuses a list without what is asked for', () => {
  expect(check('C1')).toEqual(['ligne-absente @ lignes']);
});
