import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { alerte } from './alerte.rule.ts';

const parameters = { mention: 'premier prénom' };

test('accepts an alert that holds the words, whatever their case', () => {
  expect(alerte.check(lecture({ alertes: ['Autre', 'Le PREMIER PRÉNOM est incohérent'] }), parameters)).toEqual([]);
});

test.each([
  ['no alert', []],
  ['an alert on another matter', ['Le sexe est incohérent']],
])('refuses %s', (_, alertes) => {
  expect(places(alerte.check(lecture({ alertes }), parameters))).toEqual(['alerte-absente @ alertes']);
});
