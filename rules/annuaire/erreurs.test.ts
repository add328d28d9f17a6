import { expect, test } from 'vitest';
import { apiCalls } from '../examples/annuaire.ts';
import { places } from '../testing.ts';
import { erreurs } from './erreurs.rule.ts';

const burst = (calls: number) =>
  Array.from({ length: calls }, (_, i) => ({ path: `/fhir/v2/Device?_id=${i}`, after: i * 10 }));

test('accepts seventeen calls in a second', () => {
  expect(erreurs.check(apiCalls(...burst(17)), {})).toEqual([]);
});

test('refuses eighteen', () => {
  expect(places(erreurs.check(apiCalls(...burst(18)), {}))).toEqual(['debit @ appel 1 · heure']);
});

test('accepts one new try after an error', () => {
  expect(erreurs.check(apiCalls({ status: 401 }, { status: 401 }), {})).toEqual([]);
});

test('refuses the same error again and again, told once', () => {
  const calls = apiCalls({ status: 400 }, { status: 400 }, { status: 400 }, { status: 400 });
  expect(places(erreurs.check(calls, {}))).toEqual(['erreur-redemandee @ appel 1 · adresse']);
});

test('warns of a call made at once after a refusal for quota', () => {
  expect(places(erreurs.check(apiCalls({ status: 429 }, { after: 50 }), {}))).toEqual([
    'sans-attendre @ appel 2 · heure',
  ]);
});

test('accepts a call made a second later', () => {
  expect(erreurs.check(apiCalls({ status: 429 }, { after: 1000 }), {})).toEqual([]);
});
