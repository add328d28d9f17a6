import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { depositExchange } from '../xds/testing.ts';
import { nombreDepots } from './nombre-depots.rule.ts';
import { type DmpExchange, dmpEchanges } from './testing.ts';

const check = (depots: number, ...exchanges: DmpExchange[]): string[] =>
  places(nombreDepots.check(dmpEchanges(...exchanges), { depots }));

test('counts the deposits of the person alone', () => {
  expect(check(1, {}, depositExchange(), { ...depositExchange(), attribution: 'autre' })).toEqual([]);
});

test('refuses a deposit too many, or none', () => {
  expect(check(1, depositExchange(), depositExchange())).toEqual(['nombre-depots @ echanges']);
  expect(check(1, {})).toEqual(['nombre-depots @ echanges']);
});

test('does not pass over what cannot be read', () => {
  expect(check(0, { body: '<a>' })).toEqual(['xml-illisible @ échange 1 · /']);
});
