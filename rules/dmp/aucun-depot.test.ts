import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { depositExchange } from '../xds/testing.ts';
import { aucunDepot } from './aucun-depot.rule.ts';
import { type DmpExchange, dmpEchanges, dmpEnvelope, search } from './testing.ts';

const check = (exchange?: DmpExchange, parameters = {}): string[] =>
  places(aucunDepot.check(dmpEchanges(...(exchange === undefined ? [] : [exchange])), parameters));
const left = ['depot-parti @ echanges'];

test('accepts a wire without any exchange', () => {
  expect(check()).toEqual([]);
});

test('accepts an existence test, and the deposit of another person', () => {
  expect(check({})).toEqual([]);
  expect(check({ ...depositExchange(), attribution: 'autre' })).toEqual([]);
});

test.each(['personne', 'inconnue'] as const)('refuses a deposit attributed to « %s »', (attribution) => {
  expect(check({ ...depositExchange(), attribution })).toEqual(left);
});

test.each(['', '<a>', '\u0000'])('an exchange that cannot be read may be a deposit: « %s »', (body) => {
  expect(check({ body, attribution: 'inconnue' })).toEqual(left);
});

test('looks for other transactions where it is asked to', () => {
  const exchange = { body: dmpEnvelope({ body: search() }) };
  expect(check(exchange)).toEqual([]);
  expect(check(exchange, { transactions: ['TD3.1', 'TD3.2'] })).toEqual(left);
});
