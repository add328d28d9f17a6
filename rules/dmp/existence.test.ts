import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { depositExchange } from '../xds/testing.ts';
import { existence } from './existence.rule.ts';
import { type DmpExchange, dmpEchanges, existenceAnswer } from './testing.ts';

const check = (...exchanges: DmpExchange[]): string[] => places(existence.check(dmpEchanges(...exchanges), {}));
const found = { response: existenceAnswer('OK') };

test('accepts a deposit after the DMP was found', () => {
  expect(check(found, depositExchange())).toEqual([]);
});

test('accepts an existence test alone', () => {
  expect(check(found)).toEqual([]);
});

test('refuses a deposit before the test', () => {
  expect(check(depositExchange(), found)).toEqual(['existence-non-testee @ échange 1 · TD2.1']);
});

test.each([existenceAnswer('NF'), existenceAnswer('OK', { state: 'terminated' }), '<a>'])(
  'refuses a deposit in a DMP that is not there or closed: %s',
  (response) => {
    expect(check({ response }, depositExchange())).toEqual(['dmp-inactif @ échange 2 · TD2.1']);
  },
);

test('the test of another person is none', () => {
  expect(check({ ...found, attribution: 'autre' }, depositExchange())).toEqual([
    'existence-non-testee @ échange 1 · TD2.1',
  ]);
});

test('refuses a wire without any exchange', () => {
  expect(check()).toEqual(['aucun-echange @ echanges']);
});
