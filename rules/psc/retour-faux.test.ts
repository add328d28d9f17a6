import { expect, test } from 'vitest';
import { authorization, exchange, pscCalls } from '../examples/psc.ts';
import { places } from '../testing.ts';
import { retourFaux } from './retour-faux.rule.ts';

const panne = { panne: 'etat_faux' } as const;

test('accepts that the code does not serve', () => {
  expect(retourFaux.check(pscCalls(authorization()), panne)).toEqual([]);
});

test('refuses that it serves, whatever PSC answers', () => {
  expect(
    places(retourFaux.check(pscCalls(authorization(), exchange({}, { attribution: 'inconnue', status: 400 })), panne)),
  ).toEqual(['code-utilise @ appel 2 (jeton) · code']);
});

test('takes nothing for granted when nobody was sent back', () => {
  expect(places(retourFaux.check(pscCalls({ ...authorization(), attribution: 'inconnue' }), panne))).toEqual([
    'panne-non-montree @ echanges',
  ]);
});

test('wants to know which fault was shown', () => {
  expect(() => retourFaux.check(pscCalls(authorization()), { panne: 'autre' })).toThrow();
});
