import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { rechercheRefusee } from './recherche-refusee.rule.ts';

const check = (messages: string[], dossiers: string[]): string[] =>
  places(
    rechercheRefusee.check(lecture({ messages, resultats: dossiers.map((dossier) => ({ dossier })) }), {
      saisie: '297022A020778',
    }),
  );

test('accepts a refusal with its message', () => {
  expect(check(['Clé fausse'], [])).toEqual([]);
});

test('refuses a search that gives nothing without saying why', () => {
  expect(check([], [])).toEqual(['recherche-acceptee @ messages, resultats']);
});

test('refuses a search that gives a record in spite of its message', () => {
  expect(check(['Clé fausse'], ['D1'])).toEqual(['recherche-acceptee @ messages, resultats']);
});
