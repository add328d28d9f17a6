import { expect, test } from 'vitest';
import { authorization, pscCalls, rightRequest } from '../examples/psc.ts';
import { places } from '../testing.ts';
import { requete } from './requete.rule.ts';

test('accepts a right request, the login page posted to its address included', () => {
  expect(
    requete.check(
      pscCalls({ ...authorization(), attribution: 'inconnue' }, { ...authorization(), method: 'POST' }),
      {},
    ),
  ).toEqual([]);
});

test('reads what was pushed before', () => {
  const pushed = (parameters: Record<string, string>) => ({
    path: '/auth/realms/esante-wallet/protocol/openid-connect/ext/par/request',
    form: parameters,
    status: 201,
  });
  const sent = { path: '/auth', query: { client_id: 'cabinet', request_uri: 'urn:x' } };
  expect(requete.check(pscCalls(pushed({ ...rightRequest }), sent), {})).toEqual([]);
  expect(places(requete.check(pscCalls(pushed({ ...rightRequest, scope: 'openid' }), sent), {}))).toEqual([
    'scope @ appel 1 (par) · scope',
  ]);
});

test.each([
  [{ response_type: 'id_token' }, 'response-type @ appel 1 (autorisation) · response_type'],
  [{ scope: 'openid' }, 'scope @ appel 1 (autorisation) · scope'],
  [{ scope: 'openid scope_allx' }, 'scope @ appel 1 (autorisation) · scope'],
  [{ acr_values: 'eidas2' }, 'acr-values @ appel 1 (autorisation) · acr_values'],
])('refuses %o', (changes, place) => {
  expect(places(requete.check(pscCalls(authorization(changes as Record<string, string>)), {}))).toEqual([place]);
});

test('refuses a wire without any request, and one of another alone', () => {
  expect(places(requete.check(pscCalls({ ...authorization(), attribution: 'autre' }), {}))).toEqual([
    'aucun-appel @ echanges',
  ]);
});
