import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { doublon } from './doublon.rule.ts';

const told = ['Ce document est déjà dans le dossier.'];
const check = (shown: object, document: string | null): string[] => places(doublon.check(lecture(shown), { document }));

test('accepts the local copy, told, and none where there is none', () => {
  expect(check({ messages: told, document: 'D2' }, 'D2')).toEqual([]);
  expect(check({ messages: [], document: null }, null)).toEqual([]);
});

test('refuses a copy that is not shown, another one, or one that nobody is told of', () => {
  expect(check({ messages: told, document: null }, 'D2')).toEqual(['copie-non-montree @ document']);
  expect(check({ messages: told, document: 'D3' }, null)).toEqual(['copie-de-trop @ document']);
  expect(check({ messages: [], document: 'D2' }, 'D2')).toEqual(['utilisateur-non-prevenu @ messages']);
});
