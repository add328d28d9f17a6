import { expect, test } from 'vitest';
import { apiCalls } from '../examples/annuaire.ts';
import { places } from '../testing.ts';
import { cle } from './cle.rule.ts';

test('accepts the key in the header of each call', () => {
  expect(cle.check(apiCalls({}, { path: '/fhir/v2/_page?id=a' }), {})).toEqual([]);
});

test.each([
  ['no key', { headers: [] }, 'cle-absente @ appel 2 · ESANTE-API-KEY'],
  ['the key in the address', { path: '/fhir/v2/Practitioner?api-key=x' }, 'cle-dans-l-adresse @ appel 2 · adresse'],
  [
    'the key under another name',
    { path: '/fhir/v2/Practitioner?k=cle-de-test' },
    'cle-dans-l-adresse @ appel 2 · adresse',
  ],
  [
    'a call of a browser',
    {
      headers: [
        ['ESANTE-API-KEY', 'cle-de-test'],
        ['Origin', 'https://produit.test'],
      ],
    },
    'navigateur @ appel 2 · Origin',
  ],
] as Array<[string, Parameters<typeof apiCalls>[0], string]>)('refuses %s', (_, call, place) => {
  expect(places(cle.check(apiCalls({}, call as object), {}))).toEqual([place]);
});

test('refuses a wire without any call to the API', () => {
  expect(places(cle.check(apiCalls({ path: '/annuaire-sante-webservices/V300/x' }), {}))).toEqual([
    'aucun-appel @ echanges',
  ]);
});

test('leaves the calls of another aside', () => {
  expect(cle.check(apiCalls({}, { headers: [], attribution: 'autre' }), {})).toEqual([]);
});
