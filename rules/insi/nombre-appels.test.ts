import { expect, test } from 'vitest';
import { echanges, places } from '../testing.ts';
import { nombreAppels } from './nombre-appels.rule.ts';

test('accepts as many calls as expected, those for others apart', () => {
  expect(nombreAppels.check(echanges({}, { attribution: 'autre' }, {}), { appels: 2 })).toEqual([]);
});

test('accepts no call when none is expected', () => {
  expect(nombreAppels.check(echanges(), { appels: 0 })).toEqual([]);
});

test.each([1, 3])('refuses two calls when %i is expected', (appels) => {
  expect(places(nombreAppels.check(echanges({}, {}), { appels }))).toEqual(['nombre-appels @ echanges']);
});

test('counts a call whose body cannot be read', () => {
  expect(nombreAppels.check(echanges({ body: '<' }), { appels: 1 })).toEqual([]);
});
