import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { classement } from './classement.rule.ts';

const check = (expected: string | null, dossier: string | null, messages = ['Document classé.']): string[] =>
  places(classement.check(lecture({ dossier, messages }), { dossier: expected }));

test.each(['D1', null])('accepts what is expected: %s', (dossier) => {
  expect(check(dossier, dossier)).toEqual([]);
});

test.each(['D2', null])('refuses a document filed in %s rather than in its patient’s file', (dossier) => {
  expect(check('D1', dossier)).toEqual(['dossier-inattendu @ dossier']);
});

test('refuses a document filed without being sure', () => {
  expect(check(null, 'D1')).toEqual(['classe-a-tort @ dossier']);
});

test('refuses silence', () => {
  expect(check('D1', 'D1', [])).toEqual(['message-absent @ messages']);
});
