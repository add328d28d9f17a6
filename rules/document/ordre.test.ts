import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { ordre } from './ordre.rule.ts';

const [a, b, c] = [
  { titre: 'Un', type: 'Courrier', date: '01/03/2026' },
  { titre: 'Deux', type: 'Biologie', date: '02/03/2026' },
  { titre: 'Trois', type: 'Courrier', date: '03/03/2026' },
];
const check = (tri: 'date' | 'type', ...lignes: unknown[]): string[] =>
  places(ordre.check(lecture({ lignes }), { tri, titres: ['Un', 'Deux', 'Trois'] }));

test('accepts the order of the dates, either way', () => {
  expect(check('date', a, b, c)).toEqual([]);
  expect(check('date', c, b, a)).toEqual([]);
});

test('accepts one type after the other', () => {
  expect(check('type', b, c, a)).toEqual([]);
});

test('refuses another order', () => {
  expect(check('date', b, c, a)).toEqual(['ordre @ lignes']);
  expect(check('type', a, b, c)).toEqual(['ordre @ lignes']);
});

test('refuses a list without a document, or without what it is sorted by', () => {
  expect(check('date', a, b)).toEqual(['ligne-absente @ lignes']);
  expect(check('date', a, b, { ...c, date: '' })).toEqual(['ordre @ lignes']);
});
