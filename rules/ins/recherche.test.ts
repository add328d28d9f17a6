import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { recherche } from './recherche.rule.ts';

const check = (...dossiers: string[]): string[] =>
  places(recherche.check(lecture({ resultats: dossiers.map((dossier) => ({ dossier })) }), { dossiers: ['D1', 'D2'] }));

test('accepts the records in any order', () => {
  expect(check('D2', 'D1')).toEqual([]);
});

test('accepts no record when none is expected', () => {
  expect(recherche.check(lecture({ resultats: [] }), { dossiers: [] })).toEqual([]);
});

test.each([
  ['no record', []],
  ['a record that is missing', ['D1']],
  ['a record too many', ['D1', 'D2', 'D3']],
  ['a record shown twice', ['D1', 'D2', 'D2']],
])('refuses %s', (_, dossiers) => {
  expect(check(...dossiers)).toEqual(['resultats-inattendus @ resultats.dossier']);
});
