import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { objetComplet } from './objet-complet.rule.ts';

const objet = 'XDM/1.0/DDM+Bilan TESTBACO CAMILLE 28/03/1979';
const check = (shown: { objet: string; objetComplet: string | null }): string[] =>
  places(objetComplet.check(lecture(shown), { objet }));

test('accepts the whole subject, in its own place or as the subject', () => {
  expect(check({ objet: 'Bilan', objetComplet: objet })).toEqual([]);
  expect(check({ objet, objetComplet: null })).toEqual([]);
});

test.each([null, 'XDM/1.0/DDM+Bilan', 'Bilan TESTBACO CAMILLE 28/03/1979'])('refuses %s', (shown) => {
  expect(check({ objet: 'Bilan', objetComplet: shown })).toEqual(['objet-complet-non-montre @ objetComplet']);
});
