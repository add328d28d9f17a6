import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { etat } from './etat.rule.ts';

const right = { automatique: '22/11/2026 02:15:00', prochain: '06/12/2026 02:15:00', professionnels: '50' };

test('accepts an automatic load, and the next one at the period that was set', () => {
  expect(etat.check(lecture(right), { jours: 14 })).toEqual([]);
});

test('accepts a load put off to the next night', () => {
  expect(etat.check(lecture({ ...right, prochain: '2026-12-07 02:00' }), { jours: 14 })).toEqual([]);
});

test.each([
  ['never loaded by itself', { ...right, automatique: '' }, ['chargement-automatique-absent @ automatique']],
  ['an empty directory', { ...right, professionnels: '0' }, ['annuaire-vide @ professionnels']],
])('refuses %s', (_name, shown, expected) => {
  expect(places(etat.check(lecture(shown), {}))).toEqual(expected);
});

test.each(['29/11/2026 02:15:00', ''])('refuses a next load on « %s »', (prochain) => {
  expect(places(etat.check(lecture({ ...right, prochain }), { jours: 14 }))).toEqual([
    'echeance-inattendue @ prochain',
  ]);
});
