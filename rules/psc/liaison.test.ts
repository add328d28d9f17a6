import { expect, test } from 'vitest';
import { apiExchange, jwt, pscCalls, testPeer } from '../examples/psc.ts';
import { places } from '../testing.ts';
import { liaison } from './liaison.rule.ts';

const bound = (digest: string) => ({ answer: { access_token: jwt({ cnf: { 'x5t#S256': digest } }) } });

test('accepts an exchange under a certificate, its digest written either way', () => {
  const rfc8705 = Buffer.from(testPeer.sha256, 'hex').toString('base64url');
  expect(liaison.check(pscCalls(apiExchange(), apiExchange({}, bound(rfc8705))), {})).toEqual([]);
});

test.each([
  ['no certificate', apiExchange({}, { peer: null }), 'certificat @ appel 1 (jeton-api) · certificat client'],
  ['another grant', apiExchange({ grant_type: 'client_credentials' }), 'grant_type @ appel 1 (jeton-api) · grant_type'],
  ['no token of PSC', apiExchange({ subject_token: '' }), 'subject_token @ appel 1 (jeton-api) · subject_token'],
  [
    'another type of token',
    apiExchange({ subject_token_type: 'jwt' }),
    'subject_token_type @ appel 1 (jeton-api) · subject_token_type',
  ],
  ['another issuer', apiExchange({ subject_issuer: 'autre' }), 'subject_issuer @ appel 1 (jeton-api) · subject_issuer'],
  ['no scope', apiExchange({ scope: '' }), 'scope @ appel 1 (jeton-api) · scope'],
  ['a token tied to another certificate', apiExchange({}, bound('AAAA')), 'cnf @ appel 1 (jeton-api) · cnf.x5t#S256'],
])('refuses %s', (_, call, place) => {
  expect(places(liaison.check(pscCalls(call), {}))).toEqual([place]);
});

test('refuses a wire without any exchange', () => {
  expect(places(liaison.check(pscCalls(), {}))).toEqual(['aucun-appel @ echanges']);
});
