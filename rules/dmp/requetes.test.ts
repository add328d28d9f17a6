import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { requetes } from './requetes.rule.ts';

const line = (etat: string) => ({ objet: 'Consultation du DMP', etat });
const check = (etat: 'en cours' | 'finies', ...states: string[]): string[] =>
  places(requetes.check(lecture({ requetes: states.map(line) }), { etat }));

test('accepts a request under way, then ended', () => {
  expect(check('en cours', 'Terminée', 'En cours')).toEqual([]);
  expect(check('finies', 'Terminée', 'Terminée')).toEqual([]);
});

test('refuses a request that ended before the hand was given back', () => {
  expect(check('en cours', 'Terminée')).toEqual(['ecran-bloque @ requetes']);
  expect(check('en cours')).toEqual(['ecran-bloque @ requetes']);
});

test('refuses an end that is not shown', () => {
  expect(check('finies', 'Terminée', 'En cours')).toEqual(['fin-non-montree @ requetes']);
});
