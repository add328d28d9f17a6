import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { retourDeconnexion } from './retour-deconnexion.rule.ts';

const check = (shown: object) =>
  places(retourDeconnexion.check(lecture({ utilisateur: '', erreur: '', ...shown }), {}));

test('accepts a page that says nobody and no error', () => {
  expect(check({})).toEqual([]);
});

test.each([
  [{ utilisateur: 'Alix TÉMOIN' }, 'encore-connecte @ utilisateur'],
  [{ erreur: 'state manquant' }, 'erreur-au-retour @ erreur'],
])('refuses %o', (shown, place) => {
  expect(check(shown)).toEqual([place]);
});
