import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { utilisateur } from './utilisateur.rule.ts';

test('accepts the account of that national id', () => {
  expect(utilisateur.check(lecture({ identifiant: '8999 0000 0017' }), { identifiant: '899900000017' })).toEqual([]);
});

test('refuses that of a namesake', () => {
  expect(places(utilisateur.check(lecture({ identifiant: '899900000025' }), { identifiant: '899900000017' }))).toEqual([
    'utilisateur @ identifiant',
  ]);
});

test('refuses a session where nobody should be', () => {
  expect(places(utilisateur.check(lecture({ identifiant: '899900000017' }), { identifiant: '' }))).toEqual([
    'session-ouverte @ identifiant',
  ]);
  expect(utilisateur.check(lecture({ identifiant: '' }), { identifiant: '' })).toEqual([]);
});

test('refuses another account of the same person', () => {
  const read = lecture({ identifiant: '899900000017', compte: 'C2002' });
  expect(places(utilisateur.check(read, { identifiant: '899900000017', compte: 'C2001' }))).toEqual([
    'compte @ compte',
  ]);
});
