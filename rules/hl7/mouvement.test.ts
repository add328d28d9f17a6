import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { mouvement } from './mouvement.rule.ts';
import { adt, broken, discharge, mdm, messageOf } from './testing.ts';

test.each([
  [1, adt(), 'A01'],
  [2, discharge(), 'A03'],
  [
    3,
    adt()
      .replace('ADT^A01^ADT_A01', 'ADT^A28^ADT_A05')
      .replace(/ZBE.*?\r/, ''),
    'A28',
  ],
] as const)('accepts right message %i', (_, text, evenement) => {
  expect(mouvement.check(messageOf(text), { evenement })).toEqual([]);
});

test.each([
  ['no date of the event', broken(adt(), 'EVN||20260302091530|', 'EVN|||'), 'date @ EVN[1]-2'],
  ['no date of what happened', broken(adt(), '|||20260302091500\rPID', '|||\rPID'), 'date-survenue @ EVN[1]-6'],
  ['no ZBE', broken(adt(), /ZBE.*?\r/, ''), 'segment-absent @ ZBE'],
  ['a movement without identifier', broken(adt(), 'ZBE|312^CHU|', 'ZBE||'), 'mouvement @ ZBE[1]-1'],
  ['a date that is none', broken(adt(), '^CHU|20260302091500||', '^CHU|02/03/2026||'), 'date-mouvement @ ZBE[1]-2'],
  ['an unknown action', broken(adt(), '|INSERT|', '|CREATE|'), 'action @ ZBE[1]-4'],
  ['no flag of history', broken(adt(), '|INSERT|N|', '|INSERT||'), 'historique @ ZBE[1]-5'],
  ['no unit', broken(adt(), '^^^6268|', '^^^|'), 'responsabilite @ ZBE[1]-7.10'],
  ['no nature', broken(adt(), '||HMS', '||'), 'nature @ ZBE[1]-9'],
  ['another message', messageOf(mdm()), 'type-de-message @ MSH[1]-9.1'],
])('refuses %s', (_, inputs, place) => {
  expect(places(mouvement.check(inputs, {}))).toEqual([place]);
});

test('refuses another movement than the one expected', () => {
  expect(places(mouvement.check(messageOf(adt()), { evenement: 'A03' }))).toEqual(['autre-evenement @ MSH[1]-9.2']);
});

test('refuses what is no message', () => {
  expect(places(mouvement.check(messageOf('<ClinicalDocument/>'), {}))).toEqual(['hl7-illisible @ message']);
});
