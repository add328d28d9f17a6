import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { journal } from './journal.rule.ts';

const right = { date: '02/03/2026 10:15', auteur: 'Dr TÉMOIN', action: 'Envoi', detail: 'dr.x@test.mssante.fr' };
const parameters = { auteur: 'Dr TÉMOIN', partenaire: 'dr.x@test.mssante.fr' };
const check = (changes: object): string[] =>
  places(journal.check(lecture({ lignes: [{ ...right, ...changes }] }), parameters));

test('accepts an exchange traced with its partner, hour and author', () => {
  expect(check({})).toEqual([]);
});

test('refuses a journal without the partner', () => {
  expect(check({ detail: 'autre' })).toEqual(['echange-non-trace @ lignes']);
});

test('refuses an exchange without hour', () => {
  expect(check({ date: '' })).toEqual(['echange-non-date @ lignes.date']);
});

test('refuses an exchange of another author', () => {
  expect(check({ auteur: 'système' })).toEqual(['echange-non-signe @ lignes.auteur']);
});
