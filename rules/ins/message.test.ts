import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { message } from './message.rule.ts';

test('accepts any message when no text is told', () => {
  expect(message.check(lecture({ messages: ['Rapatriement bloqué'] }), {})).toEqual([]);
});

test('accepts the text whatever its accents, case and apostrophes', () => {
  const shown = lecture({ messages: ['L’ACCES PAR CE PROGICIEL n’est pas autorisé.'] });
  expect(message.check(shown, { contient: "L'accès par ce progiciel" })).toEqual([]);
});

test.each([
  ['no message', []],
  ['a blank message', ['  ']],
])('refuses %s', (_, messages) => {
  expect(places(message.check(lecture({ messages }), {}))).toEqual(['message-absent @ messages']);
});

test('refuses a message without the text', () => {
  const findings = message.check(lecture({ messages: ['Erreur inconnue'] }), { contient: 'inaccessible' });
  expect(places(findings)).toEqual(['message-sans-le-texte @ messages']);
});
