import { expect, test } from 'vitest';
import { lecture } from '../testing.ts';
import { feuilleDeStyle } from './feuille-de-style.rule.ts';

const check = (jointe: string | null, shown: string | null): string[] =>
  feuilleDeStyle
    .check(lecture({ feuilleDeStyle: shown }), { jointe })
    .map(({ code, severity }) => `${code} (${severity})`);

test('accepts the joined style sheet', () => {
  expect(check('CRLABO.XSL', 'Feuille jointe CRLABO.xsl')).toEqual([]);
});

test('refuses another one than the joined one', () => {
  expect(check('CRLABO.XSL', 'Feuille de l’ANS')).toEqual(['feuille-jointe-ignoree (bloquant)']);
});

test('accepts that of the ANS where none is joined', () => {
  expect(check(null, 'Feuille de style de l’ANS')).toEqual([]);
});

test('refuses no style sheet at all', () => {
  expect(check(null, null)).toEqual(['feuille-absente (bloquant)']);
});

test('warns of a default one that is not said to be that of the ANS', () => {
  expect(check(null, 'Feuille du logiciel')).toEqual(['feuille-par-defaut (avertissement)']);
});
