import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { historique } from './historique.rule.ts';

const parameters = { changements: [{ champ: 'statut', ancien: 'PROV', nouveau: 'RECUP' }], auteur: 'dupont' };
const right = { date: '02/03/2026 09:15', auteur: 'dupont', champ: 'statut', ancien: 'PROV', nouveau: 'RECUP' };

const check = (...lignes: unknown[]): string[] => places(historique.check(lecture({ lignes }), parameters));

test('accepts the change among others', () => {
  expect(check({ ...right, ancien: '', nouveau: 'PROV' }, right)).toEqual([]);
});

test('refuses a history without any line', () => {
  expect(check()).toEqual(['changement-absent @ lignes[statut]']);
});

test('refuses a change to another value', () => {
  expect(check({ ...right, nouveau: 'VALI' })).toEqual(['changement-absent @ lignes[statut]']);
});

test('refuses the change of another field', () => {
  expect(check({ ...right, champ: 'sexe' })).toEqual(['changement-absent @ lignes[statut]']);
});

test('refuses a change without its former value', () => {
  expect(check({ ...right, ancien: '' })).toEqual(['ancienne-valeur @ lignes[statut]']);
});

test('refuses a change by another author', () => {
  expect(check({ ...right, auteur: 'système' })).toEqual(['auteur @ lignes[statut]']);
});

test('refuses a date without an hour', () => {
  expect(check({ ...right, date: '02/03/2026' })).toEqual(['date-heure @ lignes[statut]']);
});
