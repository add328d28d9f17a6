import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { preremplissage } from './preremplissage.rule.ts';

const check = (texte: string): string[] =>
  places(preremplissage.check(lecture({ texte }), { textes: ['USAGEBA', 'Texte de la synthèse'] }));

test('accepts what the file holds, however it is put', () => {
  expect(check('Patient : USAGEBA Dominique.\nTexte de la  synthèse.')).toEqual([]);
});

test('refuses a document where something of it lacks', () => {
  expect(check('Patient : USAGEBA Dominique.')).toEqual(['preremplissage-absent @ texte']);
  expect(check('')).toEqual(['preremplissage-absent @ texte']);
});
