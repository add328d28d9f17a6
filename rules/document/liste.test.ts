import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { liste } from './liste.rule.ts';

const parameters = { titre: 'Courrier USAGEBA', etat: 'validé' };
const check = (...lignes: unknown[]): string[] => places(liste.check(lecture({ lignes }), parameters));

test('accepts the document in its state', () => {
  expect(check({ titre: 'Courrier USAGEBA', etat: 'Validé le 2 mars' })).toEqual([]);
});

test('refuses a list without the document', () => {
  expect(check({ titre: 'Autre', etat: 'Validé' })).toEqual(['document-absent @ lignes (Courrier USAGEBA)']);
});

test('refuses the document in another state', () => {
  expect(check({ titre: 'Courrier USAGEBA', etat: 'Brouillon' })).toEqual([
    'etat-inattendu @ lignes (Courrier USAGEBA)',
  ]);
});
