import { expect, test } from 'vitest';
import { apiCalls } from '../examples/annuaire.ts';
import { places } from '../testing.ts';
import { requetes } from './requetes.rule.ts';

const form: Array<[string, string]> = [['Content-Type', 'application/x-www-form-urlencoded; charset=UTF-8']];

test('accepts a reading and a posted search', () => {
  const calls = apiCalls(
    {},
    { method: 'POST', path: '/fhir/v2/Practitioner/_search', headers: form, body: 'family=A' },
  );
  expect(requetes.check(calls, {})).toEqual([]);
});

// The calls of the tests are of 2 March 2026.
test.each(['ge2026-02-01', 'gt2026-02-15T08:00:00Z', 'lt2020-01-01', 'ge…'])('accepts _lastUpdated=%s', (since) => {
  expect(requetes.check(apiCalls({ path: `/fhir/v2/Practitioner?_lastUpdated=${since}` }), {})).toEqual([]);
});

const outcome = (diagnostics: string) => ({ resourceType: 'OperationOutcome', issue: [{ diagnostics }] });

test('accepts an error of another sort', () => {
  const calls = apiCalls({ status: 404, answer: outcome('Resource not found with id: 1') });
  expect(requetes.check(calls, {})).toEqual([]);
});

test.each([
  'Parameter foo not found for resource Practitioner',
  'Bad value for the _total parameter. Allowed values are : accurate, none, estimate',
  'The _count parameter must be in the FHIR format with an integer value : "_count=30"',
])('refuses a search of which the API says « %s »', (diagnostics) => {
  expect(places(requetes.check(apiCalls({ status: 400, answer: outcome(diagnostics) }), {}))).toEqual([
    'parametre-refuse @ appel 1 · paramètres',
  ]);
});

test.each([
  [
    'an update from too long ago',
    { path: '/fhir/v2/Practitioner?_lastUpdated=ge2026-01-15' },
    'mise-a-jour-trop-ancienne @ appel 1 · _lastUpdated',
  ],
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
