import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { recherche } from './recherche.rule.ts';

const rpps = '89990000001';
const shown = (mssante: string, id = rpps) => lecture({ resultats: [{ rpps: id, mssante }] });
const address = 'dr.testcor@test.mssante.fr';

test('accepts a professional and his address among others', () => {
  const inputs = shown(`secretariat@test.mssante.fr, ${address.toUpperCase()}`, `8 ${rpps}`);
  expect(recherche.check(inputs, { rpps, present: true, mssante: address })).toEqual([]);
});

test('accepts that who has stopped is not found', () => {
  expect(recherche.check(lecture({ resultats: [] }), { rpps, present: false })).toEqual([]);
});

test('refuses who is missing', () => {
  const findings = recherche.check(shown('', '89990000002'), { rpps, present: true });
  expect(places(findings)).toEqual([`professionnel-absent @ resultats (${rpps})`]);
});

test('refuses who has stopped and is still shown', () => {
  const findings = recherche.check(shown(''), { rpps, present: false });
  expect(places(findings)).toEqual([`professionnel-inactif-montre @ resultats (${rpps})`]);
});

test.each([
  ['', address],
  [address, ''],
])('refuses the address « %s » where the directory says « %s »', (got, mssante) => {
  const findings = recherche.check(shown(got), { rpps, present: true, mssante });
  expect(places(findings)).toEqual([`adresse-mssante @ resultats (${rpps}).mssante`]);
});
