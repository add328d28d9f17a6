import { expect, test } from 'vitest';
import { observation, places } from '../testing.ts';
import { decompte } from './decompte.rule.ts';

const parameters = { type: 'consultation', automatiques: 1, manuels: 1, nonIntegres: 0 };
const line = { type: 'CR ou fiche de consultation', automatiques: '3', manuels: '2', nonIntegres: '1 200' };
const check = (before: object[], after: object[]): string[] => {
  const inputs = { avant: observation({ lignes: before }), apres: observation({ lignes: after }) };
  return places(decompte.check(inputs, parameters));
};
const other = { ...line, type: 'CR d’examens biologiques' };

test('accepts the counts of the type, one more each, whatever the others', () => {
  expect(
    check(
      [line, other],
      [
        { ...line, automatiques: '4', manuels: '3' },
        { ...other, manuels: '9' },
      ],
    ),
  ).toEqual([]);
});

test('accepts a type that was not there before', () => {
  const first = { ...line, automatiques: '1', manuels: '1', nonIntegres: '0' };
  expect(check([], [first])).toEqual([]);
});

test('refuses counts that stay, and one that moves', () => {
  expect(check([line], [{ ...line, nonIntegres: '1 201' }])).toEqual([
    'decompte-inattendu @ lignes (consultation).automatiques',
    'decompte-inattendu @ lignes (consultation).manuels',
    'decompte-inattendu @ lignes (consultation).nonIntegres',
  ]);
});

test('refuses types that are not told apart', () => {
  expect(check([], [{ ...line, type: 'Document' }]).length).toBe(2);
});
