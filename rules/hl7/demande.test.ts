import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { demande } from './demande.rule.ts';
import { broken, mdm, messageOf, oru, replacement, towardsLps } from './testing.ts';

test.each([
  [1, mdm()],
  [2, oru()],
  [3, replacement()],
  [4, towardsLps()],
  [5, mdm({ event: 'T04', order: 'CA', status: 'D' })],
] as const)('accepts right message %i', (_, text) => {
  expect(demande.check(messageOf(text), {})).toEqual([]);
});

test.each([
  ['an unknown order', broken(mdm(), 'ORC|NW', 'ORC|XX'), 'ordre @ ORC[1]-1'],
  ['a status of another order', messageOf(mdm({ status: 'C' })), 'statut @ OBX[1]-11'],
  ['an event of another order', messageOf(mdm({ event: 'T10' })), 'evenement @ MSH[1]-9.2'],
  ['no order', broken(oru(), /ORC.*?\r/, ''), 'segment-absent @ ORC'],
])('refuses %s', (_, inputs, place) => {
  expect(places(demande.check(inputs, {}))).toEqual([place]);
});

test('refuses another demand than the one expected', () => {
  expect(places(demande.check(messageOf(mdm()), { demande: 'remplacement' }))).toEqual(['autre-demande @ ORC[1]-1']);
});

test('refuses what is no message', () => {
  expect(places(demande.check(messageOf('<ClinicalDocument/>'), {}))).toEqual(['hl7-illisible @ message']);
});
