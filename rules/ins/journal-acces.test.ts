import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { journalAcces } from './journal-acces.rule.ts';

const parameters = { auteur: 'dupont', actions: ['consult', 'lecture'] };
const right = { date: '2026-03-02 09:15', auteur: 'dupont', action: 'Consultation du dossier', detail: '' };

const check = (...lignes: unknown[]): string[] => places(journalAcces.check(lecture({ lignes }), parameters));

test('accepts an access with its date, hour and user', () => {
  expect(check(right)).toEqual([]);
});

test('refuses a journal without any line', () => {
  expect(check()).toEqual(['acces-non-trace @ lignes']);
});

test('refuses a journal of other actions', () => {
  expect(check({ ...right, action: 'Impression' })).toEqual(['acces-non-trace @ lignes']);
});

test('refuses an access of another user', () => {
  expect(check({ ...right, auteur: 'martin' })).toEqual(['utilisateur @ lignes.auteur']);
});

test('refuses an access whose hour is not shown', () => {
  expect(check(right, { ...right, date: '2026-03-02' })).toEqual(['date-heure @ lignes.date']);
});
