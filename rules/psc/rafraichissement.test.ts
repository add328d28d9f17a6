import { expect, test } from 'vitest';
import { authorization, exchange, pscCalls, refresh, userinfo } from '../examples/psc.ts';
import { places } from '../testing.ts';
import { rafraichissement } from './rafraichissement.rule.ts';

const late = userinfo({ sub: 's' }, { after: 130_000 });
const refused = refresh({ status: 400, answer: { error: 'invalid_grant' }, attribution: 'inconnue' });

test('accepts a token used before its end, then refreshed', () => {
  const renewed = userinfo({}, { headers: [['authorization', 'Bearer jeton-2']], after: 200_000 });
  const calls = pscCalls(exchange(), userinfo(), refresh({ after: 110_000 }), renewed);
  expect(rafraichissement.check(calls, { attendu: 'rafraichissement' })).toEqual([]);
});

test('refuses a token used after its end', () => {
  expect(places(rafraichissement.check(pscCalls(exchange(), late), {}))).toEqual([
    'jeton-perime @ appel 2 (userinfo) · jeton d’accès',
  ]);
});

test('refuses no refresh where one was due', () => {
  expect(places(rafraichissement.check(pscCalls(exchange()), { attendu: 'rafraichissement' }))).toEqual([
    'rafraichissement-absent @ jeton',
  ]);
});

test('accepts a new sign-in after a refused refresh', () => {
  expect(rafraichissement.check(pscCalls(exchange(), refused, authorization()), { attendu: 'reconnexion' })).toEqual(
    [],
  );
});

test('refuses the same refresh again, and no new sign-in', () => {
  expect(
    places(rafraichissement.check(pscCalls(exchange(), refused, refused, refused), { attendu: 'reconnexion' })),
  ).toEqual([
    'rafraichissement-insistant @ appel 3 (jeton) · refresh_token',
    'rafraichissement-insistant @ appel 4 (jeton) · refresh_token',
    'reconnexion-absente @ appel 2 (jeton) · refresh_token',
  ]);
});
