import { expect, test } from 'vitest';
import { exchange, jwt, logout, pscCalls, tokens, userinfo } from '../examples/psc.ts';
import { places } from '../testing.ts';
import { deconnexion } from './deconnexion.rule.ts';

const given = String(tokens({ sub: 's' })['id_token']);
const signedIn = exchange({}, { answer: tokens({ sub: 's' }) });
const user = { par: 'utilisateur' } as const;

test('accepts a logout with the identity token of the session', () => {
  const calls = pscCalls(
    signedIn,
    logout({ id_token_hint: given, post_logout_redirect_uri: 'https://produit.test/fin' }),
  );
  expect(deconnexion.check(calls, user)).toEqual([]);
});

test('accepts that nothing is sent when nobody acted', () => {
  expect(deconnexion.check(pscCalls(signedIn, userinfo()), { par: 'inactivite' })).toEqual([]);
});

test.each([
  ['no logout', userinfo(), 'deconnexion-absente @ echanges'],
  ['no hint', logout({ state: 'x' }), 'id-token-hint-absent @ appel 2 (deconnexion) · id_token_hint'],
  ['another hint', logout({ id_token_hint: jwt({}) }), 'id-token-hint-autre @ appel 2 (deconnexion) · id_token_hint'],
  [
    'an address in clear',
    logout({ id_token_hint: given, post_logout_redirect_uri: 'http://produit.test' }),
    'retour-non-https @ appel 2 (deconnexion) · post_logout_redirect_uri',
  ],
])('refuses %s', (_, call, place) => {
  expect(places(deconnexion.check(pscCalls(signedIn, call), user))).toEqual([place]);
});

test('refuses a logout when nobody acted', () => {
  expect(
    places(deconnexion.check(pscCalls(signedIn, logout({ id_token_hint: given })), { par: 'inactivite' })),
  ).toEqual(['deconnexion-par-inactivite @ appel 2 (deconnexion) · adresse']);
});
