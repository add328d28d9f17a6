import { expect, test } from 'vitest';
import { authorization, exchange, pscCalls, testPeer } from '../examples/psc.ts';
import { places } from '../testing.ts';
import { secretServeur } from './secret-serveur.rule.ts';

test('accepts an exchange by the server, by secret or by certificate', () => {
  const calls = pscCalls(authorization(), exchange(), exchange({}, { headers: [], peer: testPeer }));
  expect(secretServeur.check(calls, {})).toEqual([]);
});

test('accepts the headers that node adds to its own calls', () => {
  const headers: Array<[string, string]> = [
    ['authorization', 'Basic eDp5'],
    ['sec-fetch-mode', 'cors'],
  ];
  expect(secretServeur.check(pscCalls(exchange({}, { headers })), {})).toEqual([]);
});

test('refuses a secret in the browser', () => {
  expect(places(secretServeur.check(pscCalls(authorization({ client_secret: 'x' }), exchange()), {}))).toEqual([
    'secret-navigateur @ appel 1 (autorisation) · client_secret',
  ]);
});

test.each([
  [
    'a call of a browser',
    {
      headers: [
        ['authorization', 'Basic eDp5'],
        ['Origin', 'https://a.test'],
      ],
    },
    'navigateur @ appel 1 (jeton) · Origin',
  ],
  ['a code in the address', { query: { code: 'c' } }, 'secret-url @ appel 1 (jeton) · adresse'],
  ['a token in the address', { query: { access_token: 't' } }, 'secret-url @ appel 1 (jeton) · adresse'],
  ['a public client', { headers: [] }, 'client-anonyme @ appel 1 (jeton) · Authorization'],
] as Array<[string, Parameters<typeof exchange>[1], string]>)('refuses %s', (_, changes, place) => {
  expect(places(secretServeur.check(pscCalls(exchange({}, changes)), {}))).toEqual([place]);
});

test('refuses a wire without any exchange', () => {
  expect(places(secretServeur.check(pscCalls(authorization()), {}))).toEqual(['aucun-appel @ echanges']);
});
