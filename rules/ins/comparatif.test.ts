import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { comparatif } from './comparatif.rule.ts';

const parameters = {
  lignes: [
    { trait: 'prenoms', local: 'ANNE', insi: 'ANNE MARIE' },
    { trait: 'sexe', local: 'F', insi: 'F' },
  ],
  ecarts: ['prenoms'],
};
const prenoms = { trait: 'prenoms', local: 'ANNE', insi: 'ANNE MARIE', signale: true };
const sexe = { trait: 'sexe', local: 'F', insi: 'F', signale: false };

const check = (...comparatifShown: unknown[]): string[] =>
  places(comparatif.check(lecture({ comparatif: comparatifShown }), parameters));

test('accepts both values of each trait, the difference marked', () => {
  expect(check(sexe, prenoms)).toEqual([]);
});

test('refuses a trait that is not shown', () => {
  expect(check(prenoms)).toEqual(['comparatif-incomplet @ comparatif.sexe']);
});

test('refuses a value that INSi did not give', () => {
  expect(check(prenoms, { ...sexe, insi: 'M' })).toEqual(['comparatif-incomplet @ comparatif.sexe']);
});

test('refuses a local value that is not shown', () => {
  expect(check(prenoms, { ...sexe, local: null })).toEqual(['comparatif-incomplet @ comparatif.sexe']);
});

test('refuses a difference that is not marked', () => {
  expect(check({ ...prenoms, signale: false }, sexe)).toEqual(['ecart-non-signale @ comparatif.prenoms']);
});
