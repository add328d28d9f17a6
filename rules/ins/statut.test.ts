import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { statut } from './statut.rule.ts';

test.each(['PROV', 'RECUP', 'VALI', 'QUAL'])('accepts %s when it is expected', (expected) => {
  expect(statut.check(lecture({ statut: expected }), { statut: expected })).toEqual([]);
});

test.each(['QUAL', 'recup', null])('refuses %s when RECUP is expected', (shown) => {
  const findings = statut.check(lecture({ statut: shown }), { statut: 'RECUP' });
  expect(places(findings)).toEqual(['statut-inattendu @ statut']);
});

test('throws on a status that the matrix does not have', () => {
  expect(() => statut.check(lecture({ statut: 'PROV' }), { statut: 'VERIF' })).toThrow();
});
