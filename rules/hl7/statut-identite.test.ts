import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { statutIdentite } from './statut-identite.rule.ts';
import { adt, broken, mdm, messageOf } from './testing.ts';

test.each([
  [1, mdm()],
  [2, adt()],
] as const)('accepts right message %i', (_, text) => {
  expect(statutIdentite.check(messageOf(text), {})).toEqual([]);
});

test.each([
  ['an INS without status', broken(mdm(), '|VALI', '|'), 'ins-sans-validation @ PID[1]-3[2]'],
  ['an INS of a provisional identity', broken(mdm(), '|VALI', '|PROV'), 'ins-sans-validation @ PID[1]-3[2]'],
  ['the status QUAL', broken(mdm(), '|VALI', '|QUAL'), 'statut-qual @ PID[1]-32'],
  ['an unknown status', broken(mdm(), '|VALI', '|VALI~XXXX'), 'statut-inconnu @ PID[1]-32'],
])('refuses %s', (_, inputs, place) => {
  expect(places(statutIdentite.check(inputs, {}))).toEqual([place]);
});

const withoutIns = mdm()
  .replace(/~279035121518989[^|]*/, '')
  .replace('|VALI', '|PROV');

test('accepts a provisional identity without INS', () => {
  expect(statutIdentite.check(messageOf(withoutIns), { ins: 'absente' })).toEqual([]);
});

test('refuses no INS where it must travel', () => {
  expect(places(statutIdentite.check(messageOf(withoutIns), { ins: 'presente' }))).toEqual(['ins-absente @ PID[1]-3']);
});

test('refuses an INS that must not travel', () => {
  expect(places(statutIdentite.check(messageOf(mdm()), { ins: 'absente' }))).toEqual(['ins-presente @ PID[1]-3[2]']);
});

test('refuses what is no message', () => {
  expect(places(statutIdentite.check(messageOf('<ClinicalDocument/>'), {}))).toEqual(['hl7-illisible @ message']);
});
