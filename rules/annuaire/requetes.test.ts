import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { requetes } from './requetes.rule.ts';
import { apiCalls } from './testing.ts';

const form: Array<[string, string]> = [['Content-Type', 'application/x-www-form-urlencoded; charset=UTF-8']];

test('accepts a reading and a posted search', () => {
  const calls = apiCalls(
    {},
    { method: 'POST', path: '/fhir/v2/Practitioner/_search', headers: form, body: 'family=A' },
  );
  expect(requetes.check(calls, {})).toEqual([]);
});

test.each([
  ['a writing', { method: 'PUT', path: '/fhir/v2/Practitioner/003-1' }, 'methode @ appel 1 · méthode'],
  ['a deletion', { method: 'DELETE', path: '/fhir/v2/Practitioner/003-1' }, 'methode @ appel 1 · méthode'],
  ['a creation', { method: 'POST', path: '/fhir/v2/Practitioner' }, 'methode @ appel 1 · méthode'],
  [
    'a search in JSON',
    { method: 'POST', path: '/fhir/v2/Practitioner/_search' },
    'corps-de-recherche @ appel 1 · Content-Type',
  ],
  [
    'a long address',
    { path: `/fhir/v2/Practitioner?identifier=${'1,'.repeat(1000)}` },
    'adresse-trop-longue @ appel 1 · adresse',
  ],
])('refuses %s', (_, call, place) => {
  expect(places(requetes.check(apiCalls(call), {}))).toEqual([place]);
});
