import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { echappements } from './echappements.rule.ts';
import { adt, broken, mdm, messageOf, oru } from './testing.ts';

const name = (text: string) => broken(mdm(), 'Cabinet^', `${text}^`);

test.each([
  [1, messageOf(mdm())],
  [2, messageOf(oru())],
  [3, messageOf(adt())],
  [4, name('Dupont \\T\\ fils \\E\\ \\F\\ \\S\\ \\R\\')],
  [5, name('\\H\\Cabinet\\N\\\\.br\\\\.sp2\\\\.in+4\\\\X0D0A\\\\C2842\\\\M2442\\\\Zlocal\\')],
] as const)('accepts right message %i', (_, inputs) => {
  expect(echappements.check(inputs, {})).toEqual([]);
});

test.each([
  ['an escape that is not closed', name('Cabinet \\T'), 'echappement-ouvert @ PRT[1]-8'],
  ['an escape that is none', name('C:\\temp\\a'), 'echappement-inconnu @ PRT[1]-8'],
  ['half a byte', name('\\X0D0\\'), 'echappement-inconnu @ PRT[1]-8'],
  ['the name of what every object has', name('\\constructor\\'), 'echappement-inconnu @ PRT[1]-8'],
])('refuses %s', (_, inputs, place) => {
  expect(places(echappements.check(inputs, {}))).toEqual([place]);
});

test('looks at what its own escape character escapes', () => {
  const inputs = messageOf(mdm().replace('^~\\&', '^~!&').replace('Cabinet^', 'C:\\temp!T^'));
  expect(places(echappements.check(inputs, {}))).toEqual(['echappement-ouvert @ PRT[1]-8']);
});

test('refuses what is no message', () => {
  expect(places(echappements.check(messageOf('<ClinicalDocument/>'), {}))).toEqual(['hl7-illisible @ message']);
});
