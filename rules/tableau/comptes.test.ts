import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { comptes } from './comptes.rule.ts';

const line = {
  finess: '630000018',
  rpps: '89990000001',
  documents: '1 240',
  depotsDmp: '216',
  envoisPro: '192',
  envoisPatient: '240',
  echecsDmp: '24',
  echecsMss: '',
};
const shown = (changes: object = {}) => lecture({ periode: '01/2024 – 12/2025', lignes: [{ ...line, ...changes }] });
const parameters = {
  finess: line.finess,
  rpps: line.rpps,
  periode: { debut: '2024-01', fin: '2025-12' },
  comptes: { documents: 1240, depotsDmp: 216 },
};

test('accepts the counts of the activity, however figures are spaced', () => {
  expect(comptes.check(shown(), parameters)).toEqual([]);
});

test('refuses another count', () => {
  expect(places(comptes.check(shown({ depotsDmp: '240' }), parameters))).toEqual([
    'compte-inattendu @ lignes (630000018, 89990000001).depotsDmp',
  ]);
});

test('does not take an empty cell for zero', () => {
  expect(places(comptes.check(shown(), { ...parameters, comptes: { echecsMss: 0 } }))).toEqual([
    'compte-inattendu @ lignes (630000018, 89990000001).echecsMss',
  ]);
});

test('refuses the activity of another FINESS where only one is asked', () => {
  const lignes = [line, { ...line, finess: '630000026' }];
  const all = lecture({ periode: '01/2024 – 12/2025', lignes });
  expect(comptes.check(all, parameters)).toEqual([]);
  expect(places(comptes.check(all, { ...parameters, seul: true }))).toEqual(['finess-etranger @ lignes']);
});

test('refuses the activity of another professional', () => {
  expect(places(comptes.check(shown({ rpps: '89990000002' }), parameters))).toEqual([
    'activite-absente @ lignes (630000018, 89990000001)',
  ]);
});

test('refuses another period', () => {
  const periode = { debut: '2024-01', fin: '2024-12' };
  expect(places(comptes.check(shown(), { ...parameters, periode }))).toEqual(['periode-etrangere @ periode']);
});
