import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { visualisation } from './visualisation.rule.ts';

const shown = {
  titre: 'Ionogramme USAGEBA',
  patient: 'PAT-TROIS Dominique',
  auteur: 'Camille CONFRÈRE',
  feuilleDeStyle: 'CRLABO.XSL',
  corps: 'Sodium 140 mmol/L',
  fichier: '',
};
const expected = { titre: 'USAGEBA', patient: 'PAT-TROIS', auteur: 'CONFRERE' };
const check = (parameters: object, changes: object = {}): string[] =>
  places(visualisation.check(lecture({ ...shown, ...changes }), { ...expected, ...parameters }));

test('accepts the header, the body and the style sheet', () => {
  expect(check({ textes: ['Sodium'], feuille: 'CRLABO.XSL' })).toEqual([]);
  expect(check({ fichier: true }, { fichier: 'Courrier.pdf' })).toEqual([]);
  expect(check({ feuille: null }, { feuilleDeStyle: 'Feuille du logiciel' })).toEqual([]);
});

test('refuses a header or a body that is not shown', () => {
  expect(check({}, { auteur: '' })).toEqual(['en-tete-absent @ auteur']);
  expect(check({ textes: ['Commentaire'] })).toEqual(['corps-absent @ corps']);
  expect(check({ fichier: true })).toEqual(['fichier-absent @ fichier']);
});

test('refuses another style sheet, or none', () => {
  expect(check({ feuille: 'AUTRE.XSL' })).toEqual(['feuille-jointe-ignoree @ feuilleDeStyle']);
  expect(check({ feuille: null }, { feuilleDeStyle: null })).toEqual(['feuille-absente @ feuilleDeStyle']);
});
