import { expect, test } from 'vitest';
import type { RuleInputs } from '../rule.ts';
import { observation, places } from '../testing.ts';
import { extraction } from './extraction.rule.ts';

function asked(path: string, status: number): RuleInputs {
  const request = { method: 'GET', path, headers: [], input: 'requete-1' };
  const response = { status, input: 'reponse-1' };
  const exchange = { n: 1, at: '2026-03-02T09:15:30Z', outcome: 'answered', attribution: 'inconnue', tls: null };
  return { echanges: observation({ service: 'annuaire', exchanges: [{ ...exchange, request, response }] }) };
}

const right = '/annuaire-sante-webservices/V300/services/extraction/PS_LibreAcces';

test.each([200, 304])('accepts the extraction, answered %d', (status) => {
  expect(extraction.check(asked(right, status), {})).toEqual([]);
});

test('refuses another address alone', () => {
  expect(places(extraction.check(asked('/autre', 200), {}))).toEqual([
    'extraction-non-demandee @ échanges avec l’Annuaire Santé',
  ]);
});

test('refuses an extraction that was not obtained', () => {
  expect(places(extraction.check(asked(right, 404), {}))).toEqual([
    'extraction-non-obtenue @ échanges avec l’Annuaire Santé',
  ]);
});
