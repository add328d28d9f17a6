import { expect, test } from 'vitest';
import { exchange, jwt, pscCalls, refresh, userinfo } from '../examples/psc.ts';
import { places } from '../testing.ts';
import { userinfoFaux } from './userinfo-faux.rule.ts';

test.each([
  ['JSON', { sub: 'autre' }],
  ['a signed token', jwt({ sub: 'autre' })],
])('accepts that the session stops after the userinfo of another, in %s', (_, answer) => {
  expect(userinfoFaux.check(pscCalls(exchange(), userinfo(answer)), {})).toEqual([]);
});

test('refuses that it goes on', () => {
  expect(places(userinfoFaux.check(pscCalls(exchange(), userinfo({ sub: 'autre' }), refresh()), {}))).toEqual([
    'session-poursuivie @ appel 3 (jeton) · jeton',
  ]);
});

test('takes nothing for granted when the userinfo was right', () => {
  expect(places(userinfoFaux.check(pscCalls(exchange(), userinfo()), {}))).toEqual(['panne-non-montree @ echanges']);
});
