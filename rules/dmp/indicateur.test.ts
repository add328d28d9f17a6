import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { indicateur } from './indicateur.rule.ts';
import { dmpEchanges } from './testing.ts';

const line = { mois: '03/2026', auteur: 'Camille CONFRÈRE', deposes: '2', echecs: '0' };
const check = (changes: object = {}): string[] =>
  places(
    indicateur.check(
      { ...dmpEchanges({}), ...lecture({ lignes: [{ ...line, ...changes }] }) },
      { auteur: 'CONFRÈRE', deposes: 2, echecs: 0 },
    ),
  );

test('accepts the count of the month of the deposits', () => {
  expect(check()).toEqual([]);
  expect(check({ mois: '2026-03' })).toEqual([]);
});

test('refuses another count, and another month or none', () => {
  expect(check({ deposes: '0' })).toEqual(['compte-inattendu @ lignes (CONFRÈRE).deposes']);
  expect(check({ mois: '02/2026' })).toEqual(['mois-absent @ lignes (CONFRÈRE)']);
  expect(check({ mois: '' })).toEqual(['mois-absent @ lignes (CONFRÈRE)']);
});
