import { expect, test } from 'vitest';
import { echanges, places } from '../testing.ts';
import { aucunAppel } from './aucun-appel.rule.ts';

test('accepts a wire without any call', () => {
  expect(aucunAppel.check(echanges(), {})).toEqual([]);
});

test('accepts a call for another person', () => {
  expect(aucunAppel.check(echanges({ attribution: 'autre' }), {})).toEqual([]);
});

test.each(['personne', 'inconnue'] as const)('refuses a call attributed to « %s »', (attribution) => {
  expect(places(aucunAppel.check(echanges({ attribution }), {}))).toEqual(['appel-parti @ echanges']);
});

test('throws on a slice that is missing', () => {
  expect(() => aucunAppel.check({}, {})).toThrow();
});
