import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { adt, broken, mdm, messageOf } from './testing.ts';
import { zfd } from './zfd.rule.ts';

test.each([
  [1, adt()],
  [2, adt().replace(/ZFD.*/, 'ZFD|||N|N')],
] as const)('accepts right message %i', (_, text) => {
  expect(zfd.check(messageOf(text), {})).toEqual([]);
});

test.each([
  ['an unknown means', broken(adt(), '|INSI|', '|LECTEUR|'), 'mode @ ZFD[1]-5'],
  ['a date that is none', broken(adt(), '|INSI|20260302', '|INSI|02/03/2026'), 'date @ ZFD[1]-6'],
  ['no date of the call', broken(adt(), '|INSI|20260302', '|INSI'), 'date-absente @ ZFD[1]-6'],
  ['an INS whose origin is not told', broken(adt(), /ZFD.*?\r/, ''), 'zfd-absent @ ZFD'],
  ['another message', messageOf(mdm()), 'type-de-message @ MSH[1]-9.1'],
])('refuses %s', (_, inputs, place) => {
  expect(places(zfd.check(inputs, {}))).toEqual([place]);
});

test('refuses what is no message', () => {
  expect(places(zfd.check(messageOf('<ClinicalDocument/>'), {}))).toEqual(['hl7-illisible @ message']);
});
