import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { liste } from './liste.rule.ts';

const line = { titre: 'Courrier USAGEBA', etat: 'En vigueur', visibilite: 'Masqué aux professionnels' };
const shown = { etat: 'DMP actif', autorisation: 'Valide', documents: [line] };
const check = (parameters: object, changes: object = {}): string[] =>
  places(liste.check(lecture({ ...shown, ...changes }), parameters as never));

test('accepts the state, the authorisation, the document and its visibility', () => {
  const documents = [{ titre: 'Courrier USAGEBA', visibilite: 'masqué' }];
  expect(check({ etat: 'actif', autorisation: 'valide', documents })).toEqual([]);
});

test('wants a document at its date, where one is expected', () => {
  const documents = [{ titre: 'Courrier USAGEBA', date: '2026-01-14' }];
  expect(check({ documents }, { documents: [{ ...line, date: '14/01/2026 09:00' }] })).toEqual([]);
  expect(check({ documents }, { documents: [{ ...line, date: '02/03/2026' }] })).toEqual([
    'date-inattendue @ documents (Courrier USAGEBA)',
  ]);
});

test('refuses another state', () => {
  expect(check({ etat: 'actif' }, { etat: 'Fermé' })).toEqual(['etat-inattendu @ etat']);
});

test('refuses an authorisation that is not shown', () => {
  expect(check({ autorisation: 'valide' }, { autorisation: null })).toEqual(['autorisation-inattendu @ autorisation']);
});

test('refuses a list without the document', () => {
  expect(check({ documents: [{ titre: 'Autre' }] })).toEqual(['document-absent @ documents']);
});

test('refuses a document whose visibility is not shown', () => {
  const documents = [{ titre: 'Courrier USAGEBA', visibilite: 'patient' }];
  expect(check({ documents })).toEqual(['visibilite-non-montree @ documents (Courrier USAGEBA)']);
});

test('refuses a deleted document shown in force', () => {
  expect(check({ absents: ['USAGEBA'] })).toEqual(['document-encore-en-vigueur @ documents (USAGEBA)']);
});

test('accepts a deleted document shown as such', () => {
  expect(check({ absents: ['USAGEBA'] }, { documents: [{ ...line, etat: 'Supprimé' }] })).toEqual([]);
});

test('refuses a document that the criteria leave out', () => {
  expect(check({ exclus: ['USAGEBA'] })).toEqual(['document-non-filtre @ documents (USAGEBA)']);
  expect(check({ exclus: ['Autre'] })).toEqual([]);
});
