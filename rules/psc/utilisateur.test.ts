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
