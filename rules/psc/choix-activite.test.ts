import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { choixActivite } from './choix-activite.rule.ts';

const activites = ['CABINET A', 'CLINIQUE B'];
const check = (...choix: string[]) => places(choixActivite.check(lecture({ choix }), { activites }));

test('accepts a choice of all', () => {
  expect(check('Cabinet A (libéral)', 'Clinique B (salarié)')).toEqual([]);
});

test('accepts that one activity is not chosen', () => {
  expect(choixActivite.check(lecture({ choix: [] }), { activites: ['CABINET A'] })).toEqual([]);
});

test.each([
  [[], ['choix-absent @ choix']],
  [['Cabinet A'], ['choix-absent @ choix', 'activite-manquante @ choix']],
  [['Cabinet A', 'Autre'], ['activite-manquante @ choix']],
])('refuses the choice %o', (choix, found) => {
  expect(check(...choix)).toEqual(found);
});
