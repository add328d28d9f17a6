import { expect, test } from 'vitest';
import {
  assertedRequest,
  brokenRequest,
  cardAssertion,
  type ExchangeChanges,
  echanges,
  places,
  pscAssertion,
} from '../testing.ts';
import { emetteur } from './emetteur.rule.ts';

const bam = 'emetteur @ requête 1 · bam:ContexteBAM/bam:Emetteur';
const lps = 'emetteur @ requête 1 · lps:ContexteLPS/lps:Emetteur';
const told = '<Emetteur>10B0152872</Emetteur>';
const check = (changes: ExchangeChanges): string[] => places(emetteur.check(echanges(changes), {}));

test('accepts the structure of the client certificate', () => {
  expect(check({})).toEqual([]);
});

test.each([
  ['another structure', '<Emetteur>10B0000000</Emetteur>'],
  ['the start of the structure alone', '<Emetteur>10B01</Emetteur>'],
  ['an empty sender', '<Emetteur/>'],
  ['no sender', ''],
  ['a pattern that would match anything', '<Emetteur>.*</Emetteur>'],
])('refuses %s', (_, by) => {
  expect(check({ body: brokenRequest(told, by) })).toEqual([bam, lps]);
});

test('refuses a wrong sender in the LPS context alone', () => {
  const body = brokenRequest(`${told}\n      <LPS>`, '<Emetteur>10B0000000</Emetteur><LPS>');
  expect(check({ body })).toEqual([lps]);
});

test('accepts the professional of the card, and not the structure', () => {
  expect(check({ subject: null, body: assertedRequest(cardAssertion()) })).toEqual([]);
  const structure = assertedRequest(cardAssertion()).replaceAll('<Emetteur>899900063480<', '<Emetteur>10B0152872<');
  expect(check({ body: structure })).toEqual([bam, lps]);
});

test.each(['899900063480', '10B0152872'])('accepts %s with Pro Santé Connect', (sender) => {
  const body = assertedRequest(pscAssertion()).replaceAll('<Emetteur>899900063480<', `<Emetteur>${sender}<`);
  expect(check({ body })).toEqual([]);
});

test('refuses a call without a client certificate', () => {
  expect(check({ subject: null })).toEqual([bam, lps]);
});

test('refuses a body that is not well formed', () => {
  expect(check({ body: 'not XML' })).toEqual(['xml-illisible @ requête 1 · corps']);
});
