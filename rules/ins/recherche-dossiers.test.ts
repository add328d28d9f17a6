import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { rechercheDossiers } from './recherche-dossiers.rule.ts';

const parameters = { contient: ['D1'], exclut: ['D2'] };
const check = (...dossiers: string[]): string[] =>
  places(rechercheDossiers.check(lecture({ resultats: dossiers.map((dossier) => ({ dossier })) }), parameters));

test('accepts the file of the criterion, among others', () => {
  expect(check('D1', 'D9')).toEqual([]);
});

test('refuses a search that does not find the patient', () => {
  expect(check('D9')).toEqual(['dossier-introuvable @ resultats.dossier']);
});

test('refuses a search that finds the other patient', () => {
  expect(check('D1', 'D2')).toEqual(['dossier-de-trop @ resultats.dossier']);
});
