import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { ecranConnexion } from './ecran-connexion.rule.ts';

const right = { moyens: ['S’identifier avec Pro Santé Connect'], conditions: 'Connexion par Pro Santé Connect : …' };
const check = (shown: object) => places(ecranConnexion.check(lecture({ ...right, ...shown }), {}));

test('accepts the button and the terms that tell of it', () => {
  expect(check({})).toEqual([]);
});

test.each([
  [{ moyens: ['Mot de passe'] }, 'bouton-absent @ moyens'],
  [{ conditions: 'Ce logiciel…' }, 'conditions @ conditions'],
])('refuses %o', (shown, place) => {
  expect(check(shown)).toEqual([place]);
});
