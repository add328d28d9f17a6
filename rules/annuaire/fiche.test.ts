import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { fiche } from './fiche.rule.ts';

const shown = {
  nom: 'Testcor',
  prenom: 'Inès',
  rpps: '89990000001',
  profession: 'Médecin',
  commune: 'Riom',
  mssante: 'dr.testcor@test.mssante.fr',
};

test('accepts what the directory says, however capitals and accents are written', () => {
  const expected = { nom: 'TESTCOR', prenom: 'INES', profession: 'Médecin', commune: 'RIOM' };
  expect(fiche.check(lecture(shown), { fiche: expected })).toEqual([]);
});

test('accepts the national identifier in place of the number', () => {
  expect(fiche.check(lecture({ ...shown, rpps: '889990000001' }), { fiche: { rpps: shown.rpps } })).toEqual([]);
});

test('refuses a record without number', () => {
  expect(places(fiche.check(lecture({ ...shown, rpps: '' }), { fiche: {} }))).toEqual(['rpps-absent @ rpps']);
});

test('refuses what the directory said before', () => {
  expect(places(fiche.check(lecture(shown), { fiche: { commune: 'THIERS' } }))).toEqual(['fiche-differente @ commune']);
});
