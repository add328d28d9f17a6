import { expect, test } from 'vitest';
import { apiCalls } from '../examples/annuaire.ts';
import { places } from '../testing.ts';
import { version } from './version.rule.ts';

test('accepts the second version and its systems', () => {
  const path = '/fhir/v2/Practitioner?identifier=https://rpps.esante.gouv.fr|10001234567';
  expect(version.check(apiCalls({ path }), {})).toEqual([]);
});

test.each([
  ['/fhir/v1/Practitioner', 'ancienne-version @ appel 1 · adresse'],
  ['/fhir/Practitioner', 'sans-version @ appel 1 · adresse'],
  ['/fhir/v2/Practitioner?identifier=http://rpps.fr|10001234567', 'ancien-systeme @ appel 1 · identifier'],
  [
    '/fhir/v2/Organization?identifier=1,http%3A%2F%2Ffiness.sante.gouv.fr%7C630000018',
    'ancien-systeme @ appel 1 · identifier',
  ],
])('refuses %s', (path, place) => {
  expect(places(version.check(apiCalls({ path }), {}))).toEqual([place]);
});
