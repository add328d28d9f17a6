import { expect, test } from 'vitest';
import { brokenRequest, echanges, places } from '../testing.ts';
import { contexteLps } from './contexte-lps.rule.ts';

const root = 'requête 1 · /soap:Envelope/soap:Header/lps:ContexteLPS';
const check = (body: string): string[] => places(contexteLps.check(echanges({ body }), {}));

test('accepts a whole context', () => {
  expect(contexteLps.check(echanges({}), {})).toEqual([]);
});

test.each([
  ['another version', brokenRequest('"01_00"', '"01_02"'), `lps-version @ ${root}/@Version`],
  ['no authorisation number', brokenRequest('1234567890', ''), `idam @ ${root}/lps:LPS/lps:IDAM`],
  ['another R', brokenRequest('R="4"', 'R="1"'), `idam-r @ ${root}/lps:LPS/lps:IDAM/@R`],
  ['no R', brokenRequest(' R="4"', ''), `idam-r @ ${root}/lps:LPS/lps:IDAM/@R`],
  ['no name', brokenRequest('<Nom>urn:lps:produit:1.0</Nom>', ''), `lps-nom @ ${root}/lps:LPS/lps:Nom`],
  ['no software version', brokenRequest('>1.0<', '><'), `lps-version @ ${root}/lps:LPS/lps:Version`],
  ['no identifier', brokenRequest('<Id>l-1</Id>', '<Id/>'), `lps-id @ ${root}/lps:Id`],
  [
    'the name before the version',
    brokenRequest('<Nom>urn:lps:produit:1.0</Nom>', '').replace('<IDAM', '<Nom>urn:lps:produit:1.0</Nom><IDAM'),
    `lps-ordre @ ${root}/lps:LPS`,
  ],
  ['an instance that is no UUID', brokenRequest('3f2504e0-', ''), `lps-instance @ ${root}/lps:LPS/lps:Instance`],
])('refuses %s', (_, body, place) => {
  expect(check(body)).toEqual([place]);
});

test('refuses a body that is not well formed', () => {
  expect(check('')).toEqual(['xml-illisible @ requête 1 · corps']);
});
