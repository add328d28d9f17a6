import { expect, test } from 'vitest';
import { apiCalls } from '../examples/annuaire.ts';
import { actifs } from './actifs.rule.ts';

const severities = (path: string, filtre?: 'requis') =>
  actifs
    .check(apiCalls({ path }), filtre === undefined ? {} : { filtre })
    .map(({ where, severity }) => `${where} ${severity}`);

test.each([
  '/fhir/v2/Practitioner?family=A&active=true',
  '/fhir/v2/Practitioner?_lastUpdated=ge2026-03-01',
  '/fhir/v2/Practitioner/003-1',
  '/fhir/v2/_page?id=a',
  '/fhir/v2/Device?status=active',
])('accepts %s', (path) => {
  expect(severities(path)).toEqual([]);
});

test.each(['/fhir/v2/Practitioner?family=A', '/fhir/v2/Organization?active=false'])('warns of %s', (path) => {
  expect(severities(path)).toEqual(['appel 1 · active avertissement']);
});

test('refuses it of a product that relies on the filter', () => {
  expect(severities('/fhir/v2/Practitioner?family=A', 'requis')).toEqual(['appel 1 · active bloquant']);
});

test('reads the form of a posted search', () => {
  const search = { method: 'POST', path: '/fhir/v2/Practitioner/_search' };
  expect(actifs.check(apiCalls({ ...search, body: 'family=A&active=true' }), {})).toEqual([]);
  expect(actifs.check(apiCalls({ ...search, body: 'family=A' }), {})).toHaveLength(1);
});
