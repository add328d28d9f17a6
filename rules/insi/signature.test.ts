import { beforeAll, expect, test } from 'vitest';
import { pemOf, signCanonical, type TestSigner, testSigner } from '../../core/testing.ts';
import {
  assertedRequest,
  cardAssertion,
  cardSubject,
  echanges,
  insiRequest,
  places,
  pscAssertion,
} from '../testing.ts';
import { signature } from './signature.rule.ts';

const root = 'requête 1 · /soap:Envelope/soap:Header/wsse:Security/saml:Assertion';
let card: TestSigner;
let another: TestSigner;
let lapsed: TestSigner;
beforeAll(async () => {
  [card, another, lapsed] = await Promise.all([
    testSigner({ name: cardSubject }),
    testSigner({ name: 'CN=899900000017, T=Médecin, C=FR' }),
    testSigner({ name: cardSubject, to: new Date('2026-03-02T09:15:00Z') }),
  ]);
});

const signed = (by: TestSigner, text = cardAssertion()): string => assertedRequest(signCanonical(text, '_p1', by));
const check = (body: string, more = {}): string[] => places(signature.check({ ...echanges({ body }), ...more }, {}));
const trusting = (signer: TestSigner) => ({ autorites: Buffer.from(pemOf(signer)) });

test('accepts the signature of the card', () => {
  expect(check(signed(card))).toEqual([]);
});

test.each([
  ['mode certificat', insiRequest()],
  ['Pro Santé Connect', assertedRequest(pscAssertion())],
])('asks no signature in %s', (_, body) => {
  expect(check(body)).toEqual([]);
});

test('refuses an assertion that is not signed', () => {
  expect(check(assertedRequest(cardAssertion()))).toEqual([`signature @ ${root}/ds:Signature`]);
});

test('refuses an assertion changed after it was signed', () => {
  expect(check(signed(card).replace('>991130972<', '>991130973<'))).toEqual([`signature @ ${root}/ds:Signature`]);
});

test('refuses SHA-1', () => {
  const sha1 = {
    signature: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
    digest: 'http://www.w3.org/2000/09/xmldsig#sha1',
    hash: 'sha1',
    digestHash: 'sha1',
  } as const;
  const body = assertedRequest(signCanonical(cardAssertion(), '_p1', { ...card, ...sha1 }));
  expect(check(body)).toEqual([`algorithmes @ ${root}/ds:Signature/ds:SignedInfo`]);
});

test('refuses the card of another', () => {
  expect(check(signed(another))).toEqual([
    `issuer @ ${root}/saml:Issuer`,
    `porteur @ ${root}/saml:Subject/saml:NameID`,
  ]);
});

test('refuses a card that had lapsed when the request left', () => {
  expect(check(signed(lapsed))).toEqual([`certificat-perime @ ${root}/ds:Signature/ds:KeyInfo`]);
});

test('proves the chain where the authorities are given', () => {
  expect(check(signed(card), trusting(card))).toEqual([]);
  expect(check(signed(card), trusting(another))).toEqual([`chaine @ ${root}/ds:Signature/ds:KeyInfo`]);
});

test('refuses a wire without any call', () => {
  expect(places(signature.check(echanges(), {}))).toEqual(['aucun-appel @ echanges']);
});
