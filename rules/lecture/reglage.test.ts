import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { reglage } from './reglage.rule.ts';

test('accepts the value that was given', () => {
  expect(reglage.check(lecture({ valeur: '15' }), { valeur: '15' })).toEqual([]);
});

test('refuses another value', () => {
  expect(places(reglage.check(lecture({ valeur: '7' }), { valeur: '15' }))).toEqual(['reglage-perdu @ valeur']);
});
