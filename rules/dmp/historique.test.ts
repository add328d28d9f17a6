import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { historique } from './historique.rule.ts';

const line = { titre: 'Courrier USAGEBA', auteur: 'Camille CONFRÈRE', date: '14/01/2026', depot: 'À déposer' };
const check = (expected: object, changes: object = {}): string[] =>
  places(
    historique.check(lecture({ lignes: [{ ...line, ...changes }] }), {
      documents: [{ titre: line.titre, ...expected }],
    }),
  );
const where = 'lignes (Courrier USAGEBA)';

test('accepts the document at its date, under its author, and what is said of its deposit', () => {
  expect(check({ auteur: 'CONFRERE', date: '2026-01-14', depose: false })).toEqual([]);
  expect(check({ depose: true }, { depot: 'Déjà déposé le 2 mars' })).toEqual([]);
});

test('refuses another date, another author, a document that is not shown', () => {
  expect(check({ date: '2026-03-02' })).toEqual([`date-inattendue @ ${where}.date`]);
  expect(check({ auteur: 'TÉMOIN' })).toEqual([`auteur-inattendu @ ${where}.auteur`]);
  expect(check({}, { titre: 'Autre' })).toEqual([`document-absent @ ${where}`]);
});

test('refuses a deposit that is not told, or told wrongly', () => {
  expect(check({ depose: true })).toEqual([`depot-non-dit @ ${where}.depot`]);
  expect(check({ depose: false }, { depot: 'Déjà déposé' })).toEqual([`depot-dit-a-tort @ ${where}.depot`]);
  expect(check({ depose: false }, { depot: '' })).toEqual([`depot-dit-a-tort @ ${where}.depot`]);
});
