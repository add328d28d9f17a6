import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { structure } from './structure.rule.ts';
import { ack, adt, broken, mdm, messageOf, oru, towardsLps, zam } from './testing.ts';

test.each([
  [1, mdm()],
  [2, oru()],
  [3, adt()],
  [4, ack()],
  [5, zam()],
  [6, towardsLps()],
] as const)('accepts right message %i', (_, text) => {
  expect(structure.check(messageOf(text), {})).toEqual([]);
});

test.each([
  [
    'a second message in the file',
    messageOf(`\u000b${mdm()}\u001c\r\u000b${mdm()}\u001c\r`),
    'octets-apres @ après l’octet 0x1C',
  ],
  [
    'a segment that every object has',
    broken(mdm(), 'ORC|NW', 'constructor|\rORC|NW'),
    'segment-illisible @ segment n° 5',
  ],
  ['no PID', broken(mdm(), /PID.*?\r/, ''), 'segment-absent @ PID'],
  ['no TXA in an MDM', broken(mdm(), /TXA.*?\r/, ''), 'segment-absent @ TXA'],
  ['no MSA in an ACK', broken(ack(), /MSA.*?\r/, ''), 'segment-absent @ MSA'],
  ['two patients', broken(mdm(), 'PV1|1', 'PID|2\rPV1|1'), 'segment-repete @ PID[2]'],
  [
    'a TXA before the order',
    broken(broken(mdm(), /TXA.*?\r/, '').message?.toString() ?? '', 'ORC|NW', 'TXA|1\rORC|NW'),
    'ordre @ TXA[1]',
  ],
  ['a participation before any document', broken(mdm(), 'ORC|NW', 'ORC|NW\rPRT||UC||SB'), 'ordre @ PRT[1]'],
  ['a line that is no segment', broken(mdm(), 'ORC|NW', 'suite du texte\rORC|NW'), 'segment-illisible @ segment n° 5'],
])('refuses %s', (_, inputs, place) => {
  expect(places(structure.check(inputs, {}))).toEqual([place]);
});

test('refuses what is no message', () => {
  expect(places(structure.check(messageOf('<ClinicalDocument/>'), {}))).toEqual(['hl7-illisible @ message']);
});
