import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { rappel } from './rappel.rule.ts';

const shown = (...messages: string[]) => lecture({ messages });

test('accepts a reminder at that delay', () => {
  expect(rappel.check(shown('À mettre à jour : aucun depuis 6 mois.'), { mois: 6 })).toEqual([]);
});

test('accepts no reminder where none is wanted', () => {
  expect(rappel.check(shown(), { mois: null })).toEqual([]);
});

test('refuses a reminder at another delay', () => {
  expect(places(rappel.check(shown('Aucun depuis 16 mois.'), { mois: 6 }))).toEqual(['rappel-absent @ messages']);
});

test('refuses a reminder that does not cease', () => {
  expect(places(rappel.check(shown('Aucun depuis 6 mois.'), { mois: null }))).toEqual(['rappel-permanent @ messages']);
});
