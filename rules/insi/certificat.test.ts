import { expect, test } from 'vitest';
import { assertedRequest, cardAssertion, type ExchangeChanges, echanges, places } from '../testing.ts';
import { certificat } from './certificat.rule.ts';

const check = (changes: ExchangeChanges): string[] => places(certificat.check(echanges(changes), {}));

test.each(['INSI-AUTO', 'INSI-MANU'])('accepts the certificate %s', (cn) => {
  expect(check({ subject: `C=FR, OU=10B0152872, CN=${cn}` })).toEqual([]);
});

test('accepts TLS 1.2', () => {
  expect(check({ tlsVersion: 'TLSv1.2' })).toEqual([]);
});

test.each([null, 'CN=insi-auto', 'CN=INSI-AUTO-2', 'CN=X-INSI-AUTO', 'OU=INSI-AUTO', 'CN=DMP'])(
  'refuses a client certificate whose subject is %s',
  (subject) => {
    expect(check({ subject })).toEqual(['cn @ requête 1 · certificat client']);
  },
);

test.each(['TLSv1', 'TLSv1.1', ''])('refuses the version of TLS « %s »', (tlsVersion) => {
  expect(check({ tlsVersion })).toEqual(['tls @ requête 1 · TLS']);
});

test('refuses a wire without any call', () => {
  expect(places(certificat.check(echanges(), {}))).toEqual(['aucun-appel @ echanges']);
});

test('names the call that is wrong', () => {
  const findings = certificat.check(echanges({}, { subject: null }), {});
  expect(places(findings)).toEqual(['cn @ requête 2 · certificat client']);
});

test('refuses a certificate that leads to no trusted authority', () => {
  expect(check({ authorized: false })).toEqual(['autorite @ requête 1 · certificat client']);
});

test('refuses a certificate of another range of IGC-Santé', () => {
  expect(check({ issuer: 'C=FR\nO=ANS\nCN=TEST AC IGC-SANTE FORT PERSONNES' })).toEqual([
    'gamme @ requête 1 · certificat client',
  ]);
});

test('accepts an authority that the plan names', () => {
  expect(check({ issuer: 'CN=AC DE L’ÉDITEUR' })).toEqual([]);
});

test('asks no certificate of a card, unless one is asked for', () => {
  const inputs = echanges({ subject: null, authorized: false, body: assertedRequest(cardAssertion()) });
  expect(certificat.check(inputs, {})).toEqual([]);
  expect(places(certificat.check(inputs, { organisation: true }))).toEqual([
    'cn @ requête 1 · certificat client',
    'autorite @ requête 1 · certificat client',
  ]);
});
