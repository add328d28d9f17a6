import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { mssante } from './mssante.rule.ts';

const parameters = { boites: ['a@test.mssante.fr', 'b@test.mssante.fr'], autres: ['contact@clinique.test'] };
const check = (...adresses: string[]) => places(mssante.check(lecture({ adresses }), parameters));

test('accepts all the mailboxes and nothing else', () => {
  expect(check('B@test.mssante.fr', 'a@test.mssante.fr')).toEqual([]);
});

test('refuses one mailbox of two', () => {
  expect(check('a@test.mssante.fr')).toEqual(['boite-manquante @ adresses']);
});

test('refuses an ordinary address', () => {
  expect(check(...parameters.boites, 'contact@clinique.test')).toEqual(['adresse-ordinaire @ adresses']);
});
