import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { adt, broken, er7, mdm, messageOf } from './testing.ts';
import { venue } from './venue.rule.ts';

test.each([
  [1, mdm()],
  [2, adt()],
  [3, er7('MSH|^~\\&|A', 'PV1|1|N')],
] as const)('accepts right message %i', (_, text) => {
  expect(venue.check(messageOf(text), {})).toEqual([]);
});

test.each([
  ['an unknown class', broken(mdm(), 'PV1|1|I', 'PV1|1|H'), 'classe @ PV1[1]-2'],
  ['no visit number', broken(mdm(), 'V-7^^^CABINET^VN', ''), 'venue-absente @ PV1[1]-19'],
  ['a date that is none', broken(mdm(), 'V-7^^^CABINET^VN', `V-7${'|'.repeat(25)}hier`), 'date @ PV1[1]-44'],
  ['no PV1', broken(mdm(), /PV1.*?\r/, ''), 'segment-absent @ PV1'],
])('refuses %s', (_, inputs, place) => {
  expect(places(venue.check(inputs, {}))).toEqual([place]);
});

test('refuses what is no message', () => {
  expect(places(venue.check(messageOf('<ClinicalDocument/>'), {}))).toEqual(['hl7-illisible @ message']);
});
